using System.Management.Automation;
using System.Security;

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
    /// <param name="definition">The definition of the provider, or null for a known provider.</param>
    private protected void Connect(string name, ICostProvider provider, ReadOnlyMemory<byte>? definition = null)
    {
        _ = Store;
        var connection = new AccountConnection(Session, Keys)
        {
            KeySource = ParameterSetName switch
            {
                SecretSet => KeySource.SecretManagement,
                EnvironmentSet => KeySource.Environment,
                _ => KeySource.Vault,
            },
            KeyReference = ParameterSetName == EnvironmentSet ? EnvironmentVariable : SecretName,
            SecretVault = Vault,
            ReadKey = () => SecretText.FromSecureString(ApiKey ?? Credential!.Password),
            BaseUri = BaseUri,
            Definition = definition,
            SkipVerification = SkipVerification,
            MayConnect = account => ShouldProcess(account, "Connect the account and replace its key"),
            IsConfirmed = (question, unasked) => Force || IsAgreed(question, unasked),
            Warn = WriteWarning,
        };
        if (connection.Connect(name, provider, StopToken) is { } account)
        {
            WriteObject(account);
        }
    }
}
