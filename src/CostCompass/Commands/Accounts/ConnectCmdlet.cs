using System.Management.Automation;
using System.Security;
using CostCompass.Providers.Http;
using CostCompass.Storage.Vault;

namespace CostCompass.Commands;

/// <summary>A command that connects an account: verifies its key with one call and stores where the key is.</summary>
public abstract class ConnectCmdlet : CostCompassCmdlet
{
    /// <summary>The parameter set in which the key stays in an environment variable.</summary>
    private protected const string EnvironmentSet = "Environment";

    private const string ApiKeySet = "ApiKey";
    private const string CredentialSet = "Credential";
    private const string SecretSet = "Secret";

    /// <summary>The API key. It's sealed in the vault, which must be unlocked.</summary>
    [Parameter(ParameterSetName = ApiKeySet, Mandatory = true)]
    [SecretTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>A credential whose password is the API key. The user name isn't used. The key is sealed in the vault.</summary>
    [Parameter(ParameterSetName = CredentialSet, Mandatory = true)]
    public PSCredential? Credential { get; set; }

    /// <summary>The name of the secret in Microsoft.PowerShell.SecretManagement that contains the key. The key stays there and is read each time.</summary>
    [Parameter(ParameterSetName = SecretSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The SecretManagement vault that contains the secret. The default is the default vault of SecretManagement.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>
    /// The environment variable that contains the key. It's read each time, and its value isn't stored. The default is the variable of the
    /// provider.
    /// </summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNullOrEmpty]
    public string? EnvironmentVariable { get; set; }

    /// <summary>
    /// The address of the API, with HTTPS, or with HTTP for this computer only. The key isn't sent to any other address. The default is the
    /// confirmed address of an existing account, or else the address in an environment variable such as DEEPSEEK_BASE_URL, or else the
    /// provider's own.
    /// </summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <summary>Stores the account without verifying the key.</summary>
    [Parameter]
    public SwitchParameter SkipVerification { get; set; }

    /// <summary>
    /// Replaces the key of an existing account without prompting, and uses an environment variable that only the definition names. The history
    /// is kept.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The maximum duration of the verification in seconds, including retries. The default is 30.</summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int TimeoutSec { get; set; } = 30;

    /// <summary>Connects an account of a provider.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="provider">The provider, with the timeout of this command.</param>
    private protected void Connect(string name, ICostProvider provider)
    {
        RequireReference(ParameterSetName == EnvironmentSet ? EnvironmentVariable : null, nameof(EnvironmentVariable));
        RequireReference(SecretName, nameof(SecretName));
        AccountName required = AccountName.Require(name);
        CostAccount? former = Store.ReadAccounts().FirstOrDefault(one => required == one.Name);
        CostAccount account = Describe(name, provider, former);
        if (!ShouldProcess(account.Name, "Connect the account and replace its key") || !MayReplace(former, account) || !MaySend(account, provider) || !MayKeep(provider))
        {
            return;
        }

        using UnlockedVault? vault = account.KeySource == KeySource.Vault ? VaultAccess.Open(create: true) : null;
        var keys = Keys;
        RequireOwnAddress(account, former, provider, keys);
        using AccountKey key = OpenKey(account, keys);
        KeyText.Require(key.Span, account.Name);
        if (SkipVerification)
        {
            // The status of the previous key says nothing about this one.
            Session.Forget(account.Name);
        }
        else
        {
            Verify(account, key, provider);
        }

        Keep(provider);
        if (vault is null)
        {
            new ConfirmedAddresses(Session).Add(account);
            Store.SaveAccount(account);
            if (former?.KeySource is KeySource.Vault or KeySource.Unknown)
            {
                ForgetSealedKey(account.Name);
            }
        }
        else
        {
            SaveWithKey(account, former, vault, key);
        }

        WriteObject(new AccountDirectory(Session).Find(NamePattern.Exactly(account.Name))[0]);
    }

    /// <summary>The address of a new account of a provider.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="former">The account with that name at the same provider, or null.</param>
    private protected virtual Uri AddressOf(ICostProvider provider, CostAccount? former) => former?.BaseUri ?? AccountDirectory.BaseUriOf(provider);

    /// <summary>Whether the definition of the provider may replace the stored one.</summary>
    /// <param name="provider">The provider.</param>
    private protected virtual bool MayKeep(ICostProvider provider) => true;

    /// <summary>Stores what is needed of the provider in addition to the account.</summary>
    /// <param name="provider">The provider.</param>
    private protected virtual void Keep(ICostProvider provider)
    {
    }

    /// <summary>Prompts before something is replaced.</summary>
    /// <param name="question">The question.</param>
    /// <param name="unasked">The error if the session isn't interactive.</param>
    private protected bool IsConfirmed(string question, CostException unasked) => Force || IsAgreed(question, unasked);

    // A key is sealed with its address: until the new key is stored, the previous one isn't sent to the new address.
    private void SaveWithKey(CostAccount account, CostAccount? former, UnlockedVault vault, AccountKey key)
    {
        Store.SaveAccount(account);
        try
        {
            vault.Seal(account.Name, key.Address, key.Span);
        }
        catch (CostException)
        {
            PutBack(account.Name, former);
            throw;
        }
    }

    private void PutBack(string name, CostAccount? former)
    {
        try
        {
            if (former is null or { Damage: not null })
            {
                Store.RemoveAccount(name);
            }
            else
            {
                Store.SaveAccount(former);
            }
        }
        catch (CostException failure)
        {
            WriteWarning($"The previous connection of the account '{name}' can't be restored: {failure.Message} Connect the account again.");
        }
    }

    // Someone else may have changed the store, so a new key isn't sent to an address that only the store names. A confirmation for another key
    // isn't sufficient: the address must be sealed with the key that is replaced, or confirmed for the same variable or secret.
    private void RequireOwnAddress(CostAccount account, CostAccount? former, ICostProvider provider, AccountKeys keys)
    {
        KeyAddress named = ConfirmedAddresses.Named(account);
        if (BaseUri is null && former is not null && named != KeyAddress.TryOf(AddressOf(provider, null)) && keys.WhyNotConfirmed(account) is { } unconfirmed)
        {
            string cause = unconfirmed.ErrorId == ConfirmedAddresses.ErrorId ? "" : $" {unconfirmed.Message} {unconfirmed.RecommendedAction}";
            throw AccountErrors.KeyAddressNotConfirmedInStore(named, account.Name, cause, provider.Name, provider.Description.BaseUri.GetLeftPart(UriPartial.Authority), unconfirmed);
        }
    }

    // Connecting again replaces the key and keeps the address, unless another one is specified. The address of another provider isn't kept.
    private CostAccount Describe(string name, ICostProvider provider, CostAccount? former) => new()
    {
        Name = former?.Name ?? name,
        Provider = provider.Name,
        BaseUri = BaseAddress.Require(BaseUri ?? AddressOf(provider, former is { Damage: null } && CostProvider.NameComparer.Equals(former.Provider, provider.Name) ? former : null)),
        KeySource = ParameterSetName switch
        {
            SecretSet => KeySource.SecretManagement,
            EnvironmentSet => KeySource.Environment,
            _ => KeySource.Vault,
        },
        KeyReference = ParameterSetName switch
        {
            SecretSet => SecretName,
            EnvironmentSet => EnvironmentVariable ?? provider.Description.EnvironmentVariable,
            _ => null,
        },
        SecretVault = Vault,
    };

    // A key that is specified instead of a name would be stored and shown as that name.
    private static void RequireReference(string? reference, string parameter)
    {
        if (reference is not null && (AccountName.LooksLikeKey(reference) || reference.Any(char.IsControl)))
        {
            throw AccountErrors.KeyInsteadOfNameInParameter(parameter);
        }
    }

    private bool MayReplace(CostAccount? former, CostAccount account) => former is null || IsConfirmed(
        $"The account '{former.Name}' is already connected. Replace its key and send the new key to {ConfirmedAddresses.Named(account)}? The history is kept.",
        AccountErrors.AccountExists(former.Name));

    // A definition may come from anywhere. Without confirmation, it could name any secret in the environment and have it sent to its own host.
    private bool MaySend(CostAccount account, ICostProvider provider) =>
        provider.Description.DefinitionPath is null
        || ParameterSetName != EnvironmentSet
        || EnvironmentVariable is not null
        || new ConfirmedAddresses(Session).Contains(account)
        || IsConfirmed(
            $"The definition of {provider.Name} uses the environment variable {account.KeyReference}. Send its value to {account.BaseUri.IdnHost}?",
            AccountErrors.VariableNotConfirmed(provider.Name, account.KeyReference, account.BaseUri.IdnHost));

    private AccountKey OpenKey(CostAccount account, AccountKeys keys) => ParameterSetName switch
    {
        ApiKeySet => new AccountKey(ConfirmedAddresses.Named(account), SecretText.FromSecureString(ApiKey!)),
        CredentialSet => new AccountKey(ConfirmedAddresses.Named(account), SecretText.FromSecureString(Credential!.Password)),
        _ => keys.OpenConfirmed(account),
    };

    private void Verify(CostAccount account, AccountKey key, ICostProvider provider)
    {
        var request = new ProviderRequest { Account = account.Name, BaseUri = account.BaseUri, Key = key };
        if (provider is IBalanceProvider balance)
        {
            CloseStore();
            BalanceAnswer answer = balance.ReadAsync(request, StopToken).GetAwaiter().GetResult();
            Session.Remember(account.Name, answer.Status);
            answer.Faults.Select(fault => fault.Message).ToList().ForEach(WriteWarning);
            if (answer.Notice is { } notice)
            {
                WriteWarning(notice);
            }

            if (!answer.IsAvailable && answer.Readings.Count > 0)
            {
                WriteWarning($"{provider.Name} reports that the account '{account.Name}' can't make calls: its balance is used up, or its key is restricted.");
            }
        }
        else if (provider is ICostReportProvider report)
        {
            // The report of the last complete day is the cheapest request that needs the key.
            var today = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero);
            CloseStore();
            _ = report.ReadCostsAsync(request, today.AddDays(-1), today, StopToken).GetAwaiter().GetResult();
            Session.Remember(account.Name, AccountStatus.Ok);
        }
    }

    private void ForgetSealedKey(string name)
    {
        try
        {
            using UnlockedVault vault = VaultAccess.Open();
            vault.Remove(name);
        }
        catch (CostException failure)
        {
            WriteWarning($"The previous key of '{name}' is still in the vault: {failure.Message}");
        }
    }
}
