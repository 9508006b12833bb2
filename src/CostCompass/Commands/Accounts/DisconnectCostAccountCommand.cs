using System.Management.Automation;
using CostCompass.Storage.Vault;

namespace CostCompass.Commands;

/// <summary>Removes an account and its sealed key, and keeps its history by default.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "CostAccount", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Disconnect-CostAccount.md")]
[OutputType(typeof(void))]
public sealed class DisconnectCostAccountCommand : CostCompassCmdlet
{
    /// <summary>The names of the accounts. Wildcards are allowed.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Also removes the history of the account. You can't undo this.</summary>
    [Parameter]
    public SwitchParameter RemoveHistory { get; set; }

    /// <summary>Disconnects the account even if the vault can't be opened. The sealed key then stays in the vault file, but nothing uses it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process() => ForEach(Name, DisconnectAll);

    private void DisconnectAll(string pattern)
    {
        var wildcard = Wildcard.Of(pattern);
        bool isPlain = !WildcardPattern.ContainsWildcardCharacters(pattern);
        List<CostAccount> connected = Store.ReadAccounts().Where(account => wildcard.IsMatch(account.Name)).ToList();

        // The history of an account that no longer exists, or that came from the environment, can still be removed by its name.
        List<AccountName> histories = RemoveHistory
            ? new HistoryReader(Store).FindSeries().Select(series => series.Key.Account)
                .Concat(Store.Usage.ReadAccounts())
                .Concat(Store.Exports.ReadAccounts())
                .Distinct().Where(history => wildcard.IsMatch(history.Text)).ToList()
            : [];
        if (isPlain && connected.Count == 0 && histories.Count == 0)
        {
            throw AccountDirectory.NotFound(pattern);
        }

        // Prompts before anything is removed: if the answer is no, the account stays connected too.
        if (histories.Count > 0 && !MayRemove(histories))
        {
            return;
        }

        foreach (CostAccount account in connected)
        {
            bool isDone = false;
            if (ShouldProcess(account.Name, "Disconnect the account and remove its key"))
            {
                Attempt(account.Name, () =>
                {
                    Disconnect(account);
                    isDone = true;
                });
            }

            if (!isDone && !IsWhatIf)
            {
                // An account that is still connected keeps its history.
                histories.RemoveAll(history => history == account.Name);
            }
        }

        foreach (AccountName history in histories.Where(history => ShouldProcess(history.Text, "Remove the history")))
        {
            Attempt(history.Text, () => Store.RemoveHistory(history));
        }
    }

    // Only a history can't be restored. A confirm impact applies to the whole command, so this prompt replaces a high one.
    private bool MayRemove(List<AccountName> histories) =>
        IsWhatIf
        || MyInvocation.BoundParameters.ContainsKey("Confirm")
        || SessionState.PSVariable.GetValue("ConfirmPreference", ConfirmImpact.High) is not ConfirmImpact.High
        || ShouldContinue(
            $"Remove the history of {string.Join(", ", histories.Select(history => $"'{history}'"))}? This can't be undone.", MyInvocation.MyCommand.Name);

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? whatIf) && whatIf is SwitchParameter { IsPresent: true };

    // The vault is opened before anything is removed, and the key is removed last: an account without a key can be disconnected again.
    private void Disconnect(CostAccount account)
    {
        using UnlockedVault? vault = account.KeySource is KeySource.Vault or KeySource.Unknown ? OpenVault(account) : null;
        Store.RemoveAccount(account.Name);
        vault?.Remove(account.Name);
        if (account.KeySource != KeySource.Vault && KeyAddress.TryOf(account.BaseUri) is not null)
        {
            new ConfirmedAddresses(Session).Remove(account, Store.ReadAccounts());
        }

        Session.Forget(account.Name);
    }

    // Whether the vault has a key of an account whose row can't be read is known only while the vault is open.
    private UnlockedVault? OpenVault(CostAccount account)
    {
        try
        {
            return VaultAccess.Open();
        }
        catch (CostException failure) when (Force || account.KeySource == KeySource.Unknown || failure.ErrorId == "VaultMissing")
        {
            WriteVerbose($"The key of '{account.Name}' wasn't removed from the vault: {failure.Message}");
            return null;
        }
    }
}
