using System.Management.Automation;
using CostCompass.Providers.Definitions;
using CostCompass.Providers.Http;

namespace CostCompass.Commands;

/// <summary>Connects an account of any supported provider and verifies its key. A definition is validated and kept with the store.</summary>
[Cmdlet(VerbsCommunications.Connect, "CostProvider", SupportsShouldProcess = true, DefaultParameterSetName = EnvironmentSet, HelpUri = HelpPage.Folder + "Connect-CostProvider.md")]
[OutputType(typeof(CostAccount))]
public sealed class ConnectCostProviderCommand : ConnectCmdlet
{
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
        (ICostProvider provider, ReadOnlyMemory<byte>? text) = Definition is null ? (FindKnown(), null) : ReadDefinition(Definition);
        string name = Name ?? provider.Name.ToLowerInvariant();
        Attempt(name, () => Connect(name, provider, text));
    });

    private ICostProvider FindKnown() => Provider is not null
        ? Session.ProvidersWithin(TimeSpan.FromSeconds(TimeoutSec)).Require<ICostProvider>(Provider)
        : throw ProviderErrors.ProviderNotGiven();

    private (ICostProvider Provider, ReadOnlyMemory<byte>? Text) ReadDefinition(string path)
    {
        ProviderHttpClient http = Session.HttpWithin(TimeSpan.FromSeconds(TimeoutSec));
        (ProviderDefinition definition, byte[] text) = SessionDefinitions.ReadFile(
            GetUnresolvedProviderPathFromPSPath(path), Provider, new ProviderCatalog(http));
        return (definition.ToProvider(http), text);
    }
}
