using System.Management.Automation;
using CostCompass.Accounts;
using CostCompass.Balances;

namespace CostCompass.Commands;

/// <summary>
/// Asks every account for its balance or its costs, several at a time, and stores what they answer. The first snapshot
/// of an account is its baseline; spend is known from the second on.
/// </summary>
[Cmdlet(VerbsData.Update, "CostSnapshot", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Update-CostSnapshot.md")]
[OutputType(typeof(CostSnapshot))]
public sealed class UpdateCostSnapshotCommand : PollingCmdlet
{
    private readonly Dictionary<AccountName, CostAccount> _accounts = [];

    private protected override void Process()
    {
        foreach (CostAccount account in FindAccounts(null))
        {
            _accounts[account.Name] = account;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        List<CostAccount> accounts = _accounts.Values.Where(account => ShouldProcess(account.Name, "Take a snapshot")).ToList();
        if (accounts.Count > 0)
        {
            Attempt(null, () => Poll(accounts));
        }
    }
}
