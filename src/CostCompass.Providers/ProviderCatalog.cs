using CostCompass.Providers.Anthropic;
using CostCompass.Providers.DeepSeek;
using CostCompass.Providers.Definitions;
using CostCompass.Providers.DigitalOcean;
using CostCompass.Providers.Http;
using CostCompass.Providers.Moonshot;
using CostCompass.Providers.Novita;
using CostCompass.Providers.OpenAI;
using CostCompass.Providers.OpenRouter;
using CostCompass.Providers.RunPod;
using CostCompass.Providers.SiliconFlow;
using CostCompass.Providers.Vast;
using CostCompass.Providers.Vercel;

namespace CostCompass.Providers;

/// <summary>
/// The known providers: the built-in ones, and those that files define. A new built-in provider needs its folder, its tests and one line
/// here.
/// </summary>
public sealed class ProviderCatalog
{
    private readonly IReadOnlyDictionary<string, CostException> _unusable;

    /// <summary>Creates the catalog. Nothing is sent.</summary>
    /// <param name="http">The HTTP client of the providers.</param>
    /// <param name="definitions">The definitions of additional providers.</param>
    /// <param name="unusable">The names of invalid definitions, with their errors.</param>
    /// <exception cref="CostException"><c>InvalidProviderDefinition</c>: a definition uses the name or the key of another provider.</exception>
    public ProviderCatalog(
        ProviderHttpClient http,
        IReadOnlyList<ProviderDefinition>? definitions = null,
        IReadOnlyDictionary<string, CostException>? unusable = null)
    {
        _unusable = unusable ?? new Dictionary<string, CostException>();
        BuiltIn =
        [
            new AnthropicProvider(http),
            new DeepSeekProvider(http),
            DigitalOceanProvider.Create(http),
            MoonshotProvider.Create(http),
            NovitaProvider.Create(http),
            new OpenAIProvider(http),
            new OpenRouterProvider(http),
            RunPodProvider.Create(http),
            SiliconFlowProvider.Create(http),
            VastProvider.Create(http),
            VercelProvider.Create(http),
        ];
        All = [.. BuiltIn, .. (definitions ?? []).Select(definition => Check(definition).ToProvider(http))];
    }

    /// <summary>The built-in providers.</summary>
    public IReadOnlyList<ICostProvider> BuiltIn { get; }

    /// <summary>Every provider.</summary>
    public IReadOnlyList<ICostProvider> All { get; }

    /// <summary>The provider with a name, which isn't case-sensitive, or null.</summary>
    /// <param name="name">The name, as in <see cref="ICostProvider.Name"/>.</param>
    public ICostProvider? Find(string name) =>
        All.FirstOrDefault(provider => CostProvider.NameComparer.Equals(provider.Name, name));

    /// <summary>The provider with a name and of the required kind.</summary>
    /// <typeparam name="TProvider">The kind, such as <see cref="IBalanceProvider"/>.</typeparam>
    /// <param name="name">The name, as in <see cref="ICostProvider.Name"/>.</param>
    /// <exception cref="CostException"><c>ProviderNotFound</c>, also if the provider is of another kind.</exception>
    public TProvider Require<TProvider>(string name)
        where TProvider : class, ICostProvider =>
        Find(name) as TProvider ?? throw (_unusable.TryGetValue(name, out var failure) ? failure : NotFound<TProvider>(name));

    /// <summary>Fails if a definition uses the name or the variable of a built-in provider: its key would be sent to the address of the definition.</summary>
    /// <param name="definition">The definition.</param>
    /// <exception cref="CostException"><c>InvalidProviderDefinition</c>.</exception>
    public ProviderDefinition Check(ProviderDefinition definition)
    {
        var (name, variable, source) = (definition.Description.Name, definition.Description.EnvironmentVariable, definition.Description.DefinitionPath!);
        foreach (var provider in BuiltIn)
        {
            if (CostProvider.NameComparer.Equals(provider.Name, name))
            {
                throw new DefinitionFault(source).At("name", $"must not be the name of the built-in provider {provider.Name}");
            }

            if (string.Equals(provider.Description.EnvironmentVariable, variable, StringComparison.OrdinalIgnoreCase))
            {
                throw new DefinitionFault(source).At("environmentVariable", $"is reserved for the key of the built-in provider {provider.Name}");
            }
        }

        return definition;
    }

    private CostException NotFound<TProvider>(string name)
        where TProvider : class, ICostProvider => ProviderErrors.ProviderNotFound(
            Find(name)?.Name,
            QuotedText.Clean(name, default),
            string.Join(", ", All.OfType<TProvider>().Select(provider => provider.Name)));
}
