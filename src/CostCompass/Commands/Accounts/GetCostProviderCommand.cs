using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Gets the supported providers, and what each one reports. It doesn't contact any provider.</summary>
[Cmdlet(VerbsCommon.Get, "CostProvider", HelpUri = HelpPage.Folder + "Get-CostProvider.md")]
[OutputType(typeof(CostProvider))]
public sealed class GetCostProviderCommand : CostCompassCmdlet
{
    /// <summary>The names of the providers. Wildcards are allowed. The default is all providers.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Provider")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderNameCompleter))]
    public string[]? Name { get; set; }

    private protected override void Process()
    {
        List<CostProvider> all = Session.Providers.All.Select(provider => provider.Description).OrderBy(provider => provider.Name, StringComparer.OrdinalIgnoreCase).ToList();
        SessionDefinitions definitions = Session.Definitions;
        ForEach(Name ?? ["*"], pattern => Write(pattern, all, definitions));
    }

    private void Write(string pattern, List<CostProvider> all, SessionDefinitions definitions)
    {
        var wildcard = Wildcard.Of(pattern);
        List<CostProvider> found = all.Where(provider => wildcard.IsMatch(provider.Name)).ToList();
        var unusable = definitions.Unusable.Where(definition => wildcard.IsMatch(definition.Key)).ToList();
        WriteObject(found, enumerateCollection: true);
        foreach ((string name, CostException failure) in unusable)
        {
            WriteError(ErrorRecords.From(failure, name));
        }

        if (found.Count == 0 && unusable.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern))
        {
            throw AccountDirectory.ProviderNotFound(pattern);
        }
    }
}
