using System.Management.Automation;

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
        _ = Store;
        var directory = new AccountDirectory(Session);
        (IReadOnlyList<CostAccount> connected, List<AccountName> histories) = directory.FindToDisconnect(Wildcard.Of(pattern), RemoveHistory);

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
                    directory.Disconnect(account, Force, WriteVerbose);
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
}
