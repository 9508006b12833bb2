namespace CostCompass.Accounts;

/// <summary>The source from which an account's API key is read each time it is needed.</summary>
public enum KeySource
{
    /// <summary>Sealed in the CostCompass vault file.</summary>
    Vault,

    /// <summary>Read from an environment variable. Nothing is stored.</summary>
    Environment,

    /// <summary>Read from Microsoft.PowerShell.SecretManagement. Nothing is stored.</summary>
    SecretManagement,

    /// <summary>The source can't be read from the store. See <see cref="CostAccount.Damage"/>. This value is never stored.</summary>
    Unknown,
}
