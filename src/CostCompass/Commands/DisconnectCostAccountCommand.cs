using System.Management.Automation;
using CostCompass.Accounts;
using CostCompass.Completion;
using CostCompass.Errors;
using CostCompass.Sessions;
using CostCompass.Storage.Vault;

namespace CostCompass.Commands;

/// <summary>Removes an account and its sealed key. Its history stays unless it is to go as well.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "CostAccount", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectCostAccountCommand : CostCompassCmdlet
{
    /// <summary>The names of the accounts, with wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Remove every snapshot of the account too. They cannot be had again.</summary>
    [Parameter]
    public SwitchParameter RemoveHistory { get; set; }

    /// <summary>Disconnect also when the vault cannot be opened. The sealed key then stays in its file, where nothing uses it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process()
    {
        foreach (string name in Name)
        {
            Attempt(name, () => DisconnectAll(name));
        }
    }

    private void DisconnectAll(string pattern)
    {
        var wildcard = new WildcardPattern(pattern, WildcardOptions.IgnoreCase);
        bool isPlain = !WildcardPattern.ContainsWildcardCharacters(pattern);
        List<CostAccount> connected = Store.ReadAccounts().Where(account => wildcard.IsMatch(account.Name)).ToList();

        // The history of an account that is gone, or that came from the environment, can still be removed by its name.
        List<string> histories = RemoveHistory
            ? Store.ReadSeries().Select(series => series.Key.Account).Distinct(AccountName.Comparer).Where(wildcard.IsMatch).ToList()
            : [];
        if (isPlain && connected.Count == 0 && histories.Count == 0)
        {
            throw AccountDirectory.NotFound(pattern);
        }

        foreach (CostAccount account in connected.Where(account => ShouldProcess(account.Name, "Disconnect the account and remove its key")))
        {
            Attempt(account.Name, () => Disconnect(account));
        }

        foreach (string history in histories.Where(history => ShouldProcess(history, "Remove every snapshot")))
        {
            Attempt(history, () => Store.RemoveHistory(history));
        }
    }

    private void Disconnect(CostAccount account)
    {
        if (account.KeySource == KeySource.Vault)
        {
            RemoveKey(account.Name);
        }

        Store.RemoveAccount(account.Name);
        Session.Forget(account.Name);
    }

    private void RemoveKey(string name)
    {
        try
        {
            using UnlockedVault vault = VaultAccess.Open();
            vault.Remove(name);
        }
        catch (CostException failure) when (Force || failure.ErrorId == "VaultMissing")
        {
            WriteVerbose($"The key of '{name}' was not removed from the vault: {failure.Message}");
        }
    }
}
