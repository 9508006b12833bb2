namespace CostCompass.Parameters;

/// <summary>Completes the names of providers, with what each one reports.</summary>
public sealed class ProviderNameCompleter : StoredNameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, CompletedParameter completed) =>
        session.Providers.All
            .Select(provider => provider.Description)
            .OrderBy(provider => provider.Name, StringComparer.OrdinalIgnoreCase)
            .Select(provider => (provider.Name, $"{provider.Kind}, {provider.Key} key: {provider.Reports}"));
}
