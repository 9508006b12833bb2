using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Renames an account. Its key, history, recorded usage and budgets are kept under the new name. An account that exists only because of an
/// environment variable is connected under the new name.
/// </summary>
[Cmdlet(VerbsCommon.Rename, "CostAccount", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Rename-CostAccount.md")]
[OutputType(typeof(CostAccount))]
public sealed class RenameCostAccountCommand : CostCompassCmdlet
{
    /// <summary>The name of the account. The history of an account that's no longer connected can be renamed too.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The new name. It must not be in use by another account or history.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string NewName { get; set; } = "";

    /// <summary>Returns the renamed account.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process() => Attempt(Name, () =>
    {
        var newName = AccountName.Require(NewName);
        var directory = new AccountDirectory(Session);
        bool isRenamed = directory.Rename(
            new AccountName(Name), newName, () => ShouldProcess(AccountName.Shown(Name), $"Rename the account to '{newName}'"), () => VaultAccess.Open());
        if (isRenamed && PassThru)
        {
            WriteObject(directory.ReadAll().Where(account => newName == account.Name), enumerateCollection: true);
        }
    });
}
