using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Lists the accounts that can be asked: the connected ones, and the one that an environment variable such as
/// DEEPSEEK_API_KEY makes by itself. Asks no provider and shows no key.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CostAccount", HelpUri = HelpPage.Folder + "Get-CostAccount.md")]
[OutputType(typeof(CostAccount))]
public sealed class GetCostAccountCommand : CostCompassCmdlet
{
    private TrendReader? _trends;

    /// <summary>The names of the accounts, with wildcards. Without it every account is listed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[]? Name { get; set; }

    private protected override void Process()
    {
        var directory = new AccountDirectory(Session);
        _trends ??= new TrendReader(Store, Now);
        if (Name is null)
        {
            WriteObject(_trends.Complete(directory.ReadAll()), enumerateCollection: true);
            return;
        }

        foreach (string name in Name)
        {
            Attempt(name, () => WriteObject(_trends.Complete(directory.Find(Wildcard.Of(name))), enumerateCollection: true));
        }
    }
}
