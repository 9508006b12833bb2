using System.Management.Automation;
using CostCompass.Storage.Vault;

namespace CostCompass.Commands;

/// <summary>
/// Imports accounts from the settings of OpenUsage. The keys stay in their environment variables. The providers aren't queried.
/// </summary>
[Cmdlet(VerbsData.Import, "CostAccount", SupportsShouldProcess = true, DefaultParameterSetName = UsualSet, HelpUri = HelpPage.Folder + "Import-CostAccount.md")]
[OutputType(typeof(CostAccount))]
public sealed class ImportCostAccountCommand : FileReadingCmdlet
{
    private const string UsualSet = "Usual";

    private readonly Dictionary<AccountName, string> _taken = [];

    /// <summary>
    /// Replaces existing accounts that have the same name and other settings, and imports accounts whose variable or address isn't
    /// the provider's own without prompting. A warning shows each of them. The history is kept. A key of a replaced account is
    /// removed from the vault.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string Action => "Import the accounts";

    private protected override IReadOnlyList<string> UsualPaths => [OpenUsageSettings.DefaultPath];

    private protected override bool MayTakeIn(string file) => true;

    private protected override void TakeIn(string file)
    {
        var import = new OpenUsageImport(Session.Providers);
        foreach (OpenUsageAccount entry in Reading(file, stream => OpenUsageSettings.Read(stream, file)))
        {
            string target = entry.Id ?? string.Create(CultureInfo.InvariantCulture, $"account {entry.Number}");
            Attempt(target, () => Import(entry, import, file));
        }
    }

    private void Import(OpenUsageAccount entry, OpenUsageImport import, string file)
    {
        if (entry.HoldsKey)
        {
            WriteWarning($"The account '{AccountName.Shown(entry.Id ?? "")}' in '{file}' appears to contain an API key. The key wasn't read. Remove it from the file, and create a new key if others had access to the file.");
        }

        CostAccount account = import.Translate(entry);
        if (!_taken.TryAdd(account.Name, file))
        {
            throw AccountErrors.AccountNameTwice(account.Name, _taken[account.Name]);
        }

        IReadOnlyList<CostAccount> connected = Store.ReadAccounts();
        CostAccount? former = connected.FirstOrDefault(one => new AccountName(one.Name) == account.Name);
        bool isNew = former is null || !IsSame(former, account);
        if (isNew && former is not null && !Force)
        {
            throw AccountErrors.AccountExistsInImport(former.Name, former.Provider, former.KeySource);
        }

        var confirmed = new ConfirmedAddresses(Session);
        bool isForeign = !confirmed.Contains(account);
        if (isNew || isForeign)
        {
            string what = $"{account.Name} ({account.Provider} at {ConfirmedAddresses.Named(account)}, key from {account.KeyReference})"
                + (isForeign ? $": {import.ExplainForeign(account)}" : "");
            if (!ShouldProcess(what, former is null ? "Import the account" : "Import the account and replace the connected account")
                || (isForeign && !MaySend(account, import)))
            {
                return;
            }

            if (isForeign)
            {
                confirmed.Add(account);
            }

            if (isNew)
            {
                Save(account with { Name = former?.Name ?? account.Name }, former);
            }
        }

        WarnOf(account, import, connected);
        WriteObject(new AccountDirectory(Session).Find(NamePattern.Exactly(account.Name))[0]);
    }

    // Anyone who can write the file could have any secret in the environment sent to any host.
    private bool MaySend(CostAccount account, OpenUsageImport import)
    {
        string explanation = import.ExplainForeign(account);
        if (Force)
        {
            WriteWarning($"The account '{account.Name}' was imported: {explanation}. To undo this, run: Disconnect-CostAccount {ForeignText.Argument(account.Name)}");
            return true;
        }

        return IsAgreed(
            $"For the account '{account.Name}', {explanation}. Import the account only if the key belongs to that address. Import it?",
            AccountErrors.KeyAddressNotConfirmedInImport(account.Name, explanation, ForeignText.Argument(account.Provider), ForeignText.Argument(account.Name), ForeignText.Argument(account.KeyReference ?? ""), ConfirmedAddresses.Named(account)));
    }

    private void Save(CostAccount account, CostAccount? former)
    {
        Store.SaveAccount(account);
        Session.Forget(account.Name);
        if (former?.KeySource != KeySource.Vault)
        {
            return;
        }

        try
        {
            using UnlockedVault vault = VaultAccess.Open();
            vault.Remove(former.Name);
        }
        catch (CostException failure)
        {
            WriteWarning($"The previous key of '{former.Name}' is still in the vault: {failure.Message}");
        }
    }

    private void WarnOf(CostAccount account, OpenUsageImport import, IReadOnlyList<CostAccount> connected)
    {
        string variable = account.KeyReference!;
        if (string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable)))
        {
            WriteWarning($"The account '{account.Name}' reads its key from the environment variable {variable}, which isn't set in this session.");
        }

        if (import.FindProvider(account.Provider)?.Description.Key == ProviderKeyKind.Admin)
        {
            WriteWarning($"{account.Provider} requires an admin key to read costs. Make sure that {variable} of the account '{account.Name}' contains an admin key.");
        }

        CostAccount? twin = connected.FirstOrDefault(one => IsSame(one with { Name = account.Name }, account) && new AccountName(one.Name) != account.Name);
        if (twin is not null)
        {
            WriteWarning($"The accounts '{account.Name}' and '{twin.Name}' use the same key for the same provider, so their costs are counted twice. Remove one of them with Disconnect-CostAccount.");
        }
    }

    private static bool IsSame(CostAccount one, CostAccount other) =>
        CostProvider.NameComparer.Equals(one.Provider, other.Provider) && one.BaseUri == other.BaseUri && one.KeySource == other.KeySource && one.KeyReference == other.KeyReference;
}
