namespace CostCompass.Accounts;

/// <summary>Where an account's API key comes from each time that it is needed.</summary>
public enum KeySource
{
    /// <summary>Sealed in CostCompass' own vault file.</summary>
    Vault,

    /// <summary>Read from an environment variable; nothing is stored.</summary>
    Environment,

    /// <summary>Asked from Microsoft.PowerShell.SecretManagement; nothing is stored.</summary>
    SecretManagement,

    /// <summary>The store doesn't say it in a readable way; see <see cref="CostAccount.Damage"/>. It is never stored.</summary>
    Unknown,
}
