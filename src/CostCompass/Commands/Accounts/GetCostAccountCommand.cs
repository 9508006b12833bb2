using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Gets the accounts that CostCompass can read: the connected accounts, and those that an environment variable such as DEEPSEEK_API_KEY
/// provides. It doesn't contact any provider and shows no key.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CostAccount", HelpUri = HelpPage.Folder + "Get-CostAccount.md")]
[OutputType(typeof(CostAccount))]
public sealed class GetCostAccountCommand : CostCompassCmdlet
{
    private HistoryReader? _reader;
    private DateTimeOffset _asOf;

    /// <summary>The names of the accounts. Wildcards are allowed. The default is all accounts.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[]? Name { get; set; }

    private protected override void Process()
    {
        var directory = new AccountDirectory(Session);
        if (_reader is null)
        {
            (_reader, _asOf) = (new HistoryReader(Store), Now);
        }

        if (Name is null)
        {
            WriteObject(_reader.WithTrends(directory.ReadAll(), _asOf), enumerateCollection: true);
            return;
        }

        ForEach(Name, name => WriteObject(_reader.WithTrends(directory.Find(Wildcard.Of(name)), _asOf), enumerateCollection: true));
    }
}
