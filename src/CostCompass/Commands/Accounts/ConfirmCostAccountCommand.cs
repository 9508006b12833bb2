using System.Management.Automation;
using CostCompass.Providers.Http;
using CostCompass.Storage.Vault;

namespace CostCompass.Commands;

/// <summary>
/// Confirms that an account's key can be sent to the account's address. With -BaseUri and the location of the key, it doesn't prompt, and fails
/// if the store has other values.
/// </summary>
[Cmdlet(VerbsLifecycle.Confirm, "CostAccount", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Confirm-CostAccount.md")]
[OutputType(typeof(CostAccount))]
public sealed class ConfirmCostAccountCommand : CostCompassCmdlet
{
    /// <summary>The names of the accounts. Wildcards are allowed.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The address that the key can be sent to. The path doesn't matter. Without this parameter, the cmdlet prompts you.</summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <summary>The environment variable that contains the key.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? EnvironmentVariable { get; set; }

    /// <summary>The name of the secret in Microsoft.PowerShell.SecretManagement that contains the key.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The SecretManagement vault that contains the secret. Omit it if the account uses the default vault.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    private protected override void Process() => ForEach(Name, name =>
    {
        RequireOne(name);
        foreach (CostAccount account in new AccountDirectory(Session).Find(Wildcard.Of(name)))
        {
            Attempt(account.Name, () => Confirm(account));
        }
    });

    // Anyone who can write to the store decides which accounts a pattern matches.
    private void RequireOne(string name)
    {
        if (BaseUri is not null && WildcardPattern.ContainsWildcardCharacters(name))
        {
            throw AccountErrors.AccountNotNamed(name);
        }
    }

    private void Confirm(CostAccount account)
    {
        RequireSame(account);
        KeyAddress address = KeyAddress.Of(BaseAddress.Require(account.BaseUri));
        if (!ShouldProcess(account.Name, $"Confirm that {ConfirmedAddresses.KeyOf(account)} is sent to {address}"))
        {
            return;
        }

        using UnlockedVault? vault = account.KeySource == KeySource.Vault ? VaultAccess.Open() : null;
        var keys = Keys;
        if (keys.WhyNotConfirmed(account) is { } unconfirmed)
        {
            if (unconfirmed.ErrorId != ConfirmedAddresses.ErrorId)
            {
                throw unconfirmed;
            }

            IReadOnlyList<KeyAddress> confirmed = keys.AddressesOf(account);
            string former = confirmed.Count == 0 ? "" : $" Its confirmed address is {string.Join(", ", confirmed)}.";
            if (!IsNamed(account)
                && !IsAgreed($"Send {ConfirmedAddresses.KeyOf(account)} to {address} for the account '{account.Name}'?{former}", ConfirmedAddresses.Missing(account, confirmed)))
            {
                return;
            }

            if (vault is null)
            {
                new ConfirmedAddresses(Session).Add(account);
            }
            else
            {
                vault.Confirm(new Dictionary<AccountName, KeyAddress> { [account.Name] = address });
            }
        }

        WriteObject(account);
    }

    private bool IsNamed(CostAccount account) =>
        BaseUri is not null && (account.KeySource == KeySource.Vault || EnvironmentVariable is not null || SecretName is not null);

    // The specified values are confirmed, even if the store has changed in the meantime.
    private void RequireSame(CostAccount account)
    {
        KeyAddress named = ConfirmedAddresses.Named(account);
        bool isSameKey = EnvironmentVariable is null && SecretName is null && Vault is null
            || account.KeySource switch
            {
                KeySource.Environment => EnvironmentVariable == account.KeyReference && SecretName is null && Vault is null,
                KeySource.SecretManagement => SecretName == account.KeyReference && Vault == account.SecretVault && EnvironmentVariable is null,
                _ => false,
            };
        if (!isSameKey || (BaseUri is not null && KeyAddress.Of(BaseAddress.Require(BaseUri)) != named))
        {
            throw AccountErrors.KeyAddressMismatch(account.Name, named, ConfirmedAddresses.KeyOf(account));
        }
    }
}
