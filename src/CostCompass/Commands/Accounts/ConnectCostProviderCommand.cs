using System.Management.Automation;
using CostCompass.Providers.Definitions;
using CostCompass.Providers.Http;

namespace CostCompass.Commands;

/// <summary>Connects an account of any supported provider and verifies its key. A definition is validated and kept with the store.</summary>
[Cmdlet(VerbsCommunications.Connect, "CostProvider", SupportsShouldProcess = true, DefaultParameterSetName = EnvironmentSet, HelpUri = HelpPage.Folder + "Connect-CostProvider.md")]
[OutputType(typeof(CostAccount))]
public sealed class ConnectCostProviderCommand : ConnectCmdlet
{
    private ReadOnlyMemory<byte> _definitionText;

    /// <summary>The provider, as listed by Get-CostProvider. Optional with -Definition.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderNameCompleter))]
    public string? Provider { get; set; }

    /// <summary>The name of the account: letters, digits, dots, hyphens or underscores. The default is the name of the provider in lowercase.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The path of a file that defines a provider that isn't built in. The whole file is validated, and a copy is kept with the store.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Definition { get; set; }

    private protected override void Process() => Attempt(Name ?? Provider ?? Definition, () =>
    {
        ICostProvider provider = Definition is null ? FindKnown() : ReadDefinition(Definition);
        string name = Name ?? provider.Name.ToLowerInvariant();
        Attempt(name, () => Connect(name, provider));
    });

    /// <inheritdoc/>
    private protected override Uri AddressOf(ICostProvider provider, CostAccount? former) =>
        Definition is null ? base.AddressOf(provider, former) : provider.Description.BaseUri;

    /// <inheritdoc/>
    private protected override bool MayKeep(ICostProvider provider)
    {
        if (Definition is null
            || Store.ProviderDefinitions.Read().FirstOrDefault(stored => string.Equals(stored.Name, provider.Name, StringComparison.OrdinalIgnoreCase)) is not { } kept
            || kept.Text.Span.SequenceEqual(_definitionText.Span))
        {
            return true;
        }

        return IsConfirmed(
            $"A different definition of {provider.Name} already exists. Replace it? The accounts of {provider.Name} are kept.",
            StoreErrors.DefinitionExists(provider.Name));
    }

    /// <inheritdoc/>
    private protected override void Keep(ICostProvider provider)
    {
        if (Definition is not null)
        {
            Store.ProviderDefinitions.Save(provider.Name, _definitionText);
        }
    }

    private ICostProvider FindKnown() => Provider is not null
        ? Session.ProvidersWithin(TimeSpan.FromSeconds(TimeoutSec)).Require<ICostProvider>(Provider)
        : throw ProviderErrors.ProviderNotGiven();

    private ICostProvider ReadDefinition(string path)
    {
        string file = GetUnresolvedProviderPathFromPSPath(path);
        _definitionText = ReadText(file);
        var builtIn = new ProviderCatalog(Session.HttpWithin(TimeSpan.FromSeconds(TimeoutSec)));
        ProviderDefinition definition = builtIn.Check(ProviderDefinitionReader.Read(_definitionText, file));
        return Provider is null || CostProvider.NameComparer.Equals(Provider, definition.Description.Name)
            ? definition.ToProvider(Session.HttpWithin(TimeSpan.FromSeconds(TimeoutSec)))
            : throw ProviderErrors.InvalidProviderDefinitionName(file, definition.Description.Name, AccountName.Shown(Provider));
    }

    // One byte more than the maximum, so that the reader can detect a file that is too long.
    private static byte[] ReadText(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            var buffer = new byte[ProviderDefinitionReader.MaximumLength + 1];
            return buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw StoreErrors.DefinitionNotFound(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreErrors.DefinitionNotReadableFile(file, exception);
        }
    }
}
