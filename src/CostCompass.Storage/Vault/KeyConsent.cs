namespace CostCompass.Storage.Vault;

/// <summary>A confirmation of the user of this computer: that a key outside the vault can be sent to an address.</summary>
/// <param name="Provider">The provider of the account.</param>
/// <param name="Address">The address to which the key can be sent.</param>
/// <param name="Source">The source of the key: an environment variable, or SecretManagement.</param>
/// <param name="Reference">The name of the variable or of the secret.</param>
/// <param name="SecretVault">The SecretManagement vault, or null for the default one, and for a variable.</param>
public sealed record KeyConsent(string Provider, KeyAddress Address, KeySource Source, string Reference, string? SecretVault)
{
    /// <summary>Whether both are about the same key of the same provider, regardless of the address.</summary>
    /// <param name="other">The other one.</param>
    public bool IsOfSameKey(KeyConsent other) =>
        CostProvider.NameComparer.Equals(Provider, other.Provider)
        && Source == other.Source
        && Reference == other.Reference
        && SecretVault == other.SecretVault;
}
