namespace CostCompass.Storage.Vault;

/// <summary>What the user of this computer has agreed to: that a key from outside the vault is sent to an address.</summary>
/// <param name="Provider">The provider that the account is at.</param>
/// <param name="Address">Where the key may be sent.</param>
/// <param name="Source">Where the key comes from: an environment variable, or SecretManagement.</param>
/// <param name="Reference">The name of the variable or of the secret.</param>
/// <param name="SecretVault">The SecretManagement vault, or null for the default one, and for a variable.</param>
public sealed record KeyConsent(string Provider, KeyAddress Address, KeySource Source, string Reference, string? SecretVault)
{
    /// <summary>Whether both are about one key of one provider, whatever the address.</summary>
    /// <param name="other">The other one.</param>
    public bool IsOfSameKey(KeyConsent other) =>
        CostProvider.NameComparer.Equals(Provider, other.Provider)
        && Source == other.Source
        && Reference == other.Reference
        && SecretVault == other.SecretVault;
}
