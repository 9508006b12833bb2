using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Takes a snapshot of each account and stores it. It queries several accounts at the same time and stores their responses in one
/// transaction. An unchanged balance extends the last snapshot and doesn't create a new one.
/// </summary>
[Cmdlet(VerbsData.Update, "CostSnapshot", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Update-CostSnapshot.md")]
[OutputType(typeof(CostSnapshot))]
public sealed class UpdateCostSnapshotCommand : PollingCmdlet
{
    private readonly Dictionary<AccountName, CostAccount> _accounts = [];

    private protected override void Process()
    {
        IReadOnlyList<CostAccount> found = FindAccounts(null);
        foreach (CostAccount account in found)
        {
            _accounts[account.Name] = account;
        }

        if (found.Count == 0 && Name is { } patterns && patterns.All(WildcardPattern.ContainsWildcardCharacters))
        {
            // Throws if there is no account at all: a scheduled task must not succeed without a query.
            _ = new AccountDirectory(Session).Find(null);
            WriteWarning($"No account matches {string.Join(", ", patterns.Select(pattern => $"'{AccountName.Shown(pattern)}'"))}. No snapshot was taken.");
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
