using System.Management.Automation;
using System.Security;
using CostCompass.Accounts;
using CostCompass.Completion;
using CostCompass.Errors;
using CostCompass.Providers;
using CostCompass.Providers.DeepSeek;
using CostCompass.Providers.Http;
using CostCompass.Sessions;
using CostCompass.Storage.Vault;

namespace CostCompass.Commands;

/// <summary>
/// Connects a DeepSeek account: verifies its key with one call and remembers where the key is. A key that is given is sealed
/// in the vault. No snapshot is taken: the first Update-CostSnapshot is the baseline.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "DeepSeek", SupportsShouldProcess = true, DefaultParameterSetName = EnvironmentSet)]
[OutputType(typeof(CostAccount))]
public sealed class ConnectDeepSeekCommand : CostCompassCmdlet
{
    private const string ProviderName = "DeepSeek";
    private const string ApiKeySet = "ApiKey";
    private const string CredentialSet = "Credential";
    private const string SecretSet = "Secret";
    private const string EnvironmentSet = "Environment";

    /// <summary>The account's name: letters, digits, dots, hyphens, underscores. 'deepseek' by default.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string Name { get; set; } = "deepseek";

    /// <summary>The API key. It is sealed in the vault, which must be unlocked.</summary>
    [Parameter(ParameterSetName = ApiKeySet, Mandatory = true)]
    [SecretTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>A credential whose password is the API key; its user name is not used. The key is sealed in the vault.</summary>
    [Parameter(ParameterSetName = CredentialSet, Mandatory = true)]
    public PSCredential? Credential { get; set; }

    /// <summary>The name of a secret in Microsoft.PowerShell.SecretManagement. The key stays there and is asked for each time.</summary>
    [Parameter(ParameterSetName = SecretSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The SecretManagement vault that holds the secret. The default vault when not given.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>The environment variable that holds the key. It is read each time; nothing is stored. DEEPSEEK_API_KEY by default.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNullOrEmpty]
    public string EnvironmentVariable { get; set; } = "DEEPSEEK_API_KEY";

    /// <summary>
    /// The address of the API. The key is sent nowhere else. https, or http to this machine alone. By default that of the account
    /// of this name, else DEEPSEEK_BASE_URL, else https://api.deepseek.com.
    /// </summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <summary>Store the account without asking DeepSeek whether the key is right.</summary>
    [Parameter]
    public SwitchParameter SkipVerification { get; set; }

    /// <summary>Replace the key of an account of that name without asking. Its history stays.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The longest that the verification may take, retries included, in seconds. 30 by default.</summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int TimeoutSec { get; set; } = 30;

    private protected override void Process() => Attempt(Name, Connect);

    private void Connect()
    {
        RequireReference(ParameterSetName == EnvironmentSet ? EnvironmentVariable : null, nameof(EnvironmentVariable));
        RequireReference(SecretName, nameof(SecretName));
        AccountName.Require(Name);
        CostAccount? former = Store.ReadAccounts().FirstOrDefault(one => AccountName.Comparer.Equals(one.Name, Name));
        CostAccount account = Describe(former);
        if (!ShouldProcess(account.Name, "Connect the account and replace its key") || !MayReplace(former))
        {
            return;
        }

        using UnlockedVault? vault = account.KeySource == KeySource.Vault ? VaultAccess.Open(create: true) : null;
        using SecretText key = OpenKey(account);
        KeyText.Require(key.Span, account.Name);
        if (SkipVerification)
        {
            // What the former key was answered says nothing about this one.
            Session.Forget(account.Name);
        }
        else
        {
            Verify(account, key);
        }

        if (vault is null)
        {
            Store.SaveAccount(account);
            if (former?.KeySource == KeySource.Vault)
            {
                ForgetSealedKey(account.Name);
            }
        }
        else
        {
            SaveWithKey(account, former, vault, key);
        }

        WriteObject(new AccountDirectory(Session).Find(account.Name)[0]);
    }

    // At no moment may a key stand beside an address that it is not meant for: the former key goes first, the new one comes last.
    private void SaveWithKey(CostAccount account, CostAccount? former, UnlockedVault vault, SecretText key)
    {
        using SecretText? formerKey = vault.Contains(account.Name) ? vault.Reveal(account.Name) : null;
        try
        {
            vault.Remove(account.Name);
            Store.SaveAccount(account);
            vault.Seal(account.Name, key.Span);
        }
        catch (CostException)
        {
            Restore(account.Name, former, formerKey, vault);
            throw;
        }
    }

    private void Restore(string name, CostAccount? former, SecretText? formerKey, UnlockedVault vault)
    {
        try
        {
            if (former is null)
            {
                Store.RemoveAccount(name);
                return;
            }

            // The key only comes back once the address is again the one that it was for.
            CostAccount? stored = Store.ReadAccounts().FirstOrDefault(one => AccountName.Comparer.Equals(one.Name, name));
            if (stored?.BaseUri != former.BaseUri)
            {
                Store.SaveAccount(former);
            }

            if (formerKey is not null)
            {
                vault.Seal(name, formerKey.Span);
            }
        }
        catch (CostException failure)
        {
            WriteWarning($"The account '{name}' could not be put back as it was: {failure.Message} Connect it again.");
        }
    }

    // Connecting again replaces the key and leaves the address, unless another one is given.
    private CostAccount Describe(CostAccount? former) => new()
    {
        Name = former?.Name ?? Name,
        Provider = ProviderName,
        BaseUri = BaseAddress.Require(BaseUri ?? former?.BaseUri ?? AccountDirectory.BaseUriOf(Session.Providers.Require<IBalanceProvider>(ProviderName))),
        KeySource = ParameterSetName switch
        {
            SecretSet => KeySource.SecretManagement,
            EnvironmentSet => KeySource.Environment,
            _ => KeySource.Vault,
        },
        KeyReference = ParameterSetName switch
        {
            SecretSet => SecretName,
            EnvironmentSet => EnvironmentVariable,
            _ => null,
        },
        SecretVault = Vault,
    };

    // A key that was typed in place of the name of its place would be stored and shown as that name.
    private static void RequireReference(string? reference, string parameter)
    {
        if (reference is not null && (AccountName.LooksLikeKey(reference) || reference.Any(char.IsControl)))
        {
            throw new CostException(
                "KeyInsteadOfName",
                CostErrorKind.InvalidInput,
                $"-{parameter} takes the name of where the key is, not the key. What was given is neither stored nor shown.",
                "To give the key itself use -ApiKey (Read-Host -AsSecureString).");
        }
    }

    private bool MayReplace(CostAccount? former)
    {
        if (former is null || Force)
        {
            return true;
        }

        try
        {
            return ShouldContinue($"The account '{former.Name}' is connected. Replace its key? Its history stays.", "Connect-DeepSeek");
        }
        catch (PSInvalidOperationException)
        {
            // Nobody is there to be asked.
            throw new CostException(
                "AccountExists",
                CostErrorKind.AlreadyExists,
                $"The account '{former.Name}' is connected already.",
                "Use -Force to replace its key; its history stays. Or choose another -Name.");
        }
    }

    private SecretText OpenKey(CostAccount account) => ParameterSetName switch
    {
        ApiKeySet => SecretText.FromSecureString(ApiKey!),
        CredentialSet => SecretText.FromSecureString(Credential!.Password),
        _ => new AccountKeys(InvokeCommand).Open(account),
    };

    private void Verify(CostAccount account, SecretText key)
    {
        var request = new ProviderRequest { Account = account.Name, BaseUri = account.BaseUri, Key = key.Memory };
        var client = new DeepSeekClient(Session.HttpWithin(TimeSpan.FromSeconds(TimeoutSec)));
        bool isAvailable = client.ReadBalanceAsync(request, StopToken).GetAwaiter().GetResult().Any(balance => balance.IsAvailable);
        Session.Remember(account.Name, isAvailable ? AccountStatus.Ok : AccountStatus.Error);
        if (!isAvailable)
        {
            WriteWarning($"DeepSeek says that the account '{account.Name}' cannot call now: nothing is left on it, or its key is restricted.");
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
            WriteWarning($"The former key of '{name}' is still sealed in the vault: {failure.Message}");
        }
    }
}
