namespace CostCompass.Storage.Vault;

/// <summary>What a vault file says about itself before it is opened. Nothing in it is secret or verified.</summary>
/// <param name="Mode">What opens the vault.</param>
/// <param name="Iterations">The PBKDF2-HMAC-SHA256 iterations of one password attempt. 0 in <see cref="VaultMode.CurrentUser"/>.</param>
/// <param name="RecordCount">The number of keys in the vault.</param>
public sealed record VaultHeader(VaultMode Mode, int Iterations, int RecordCount);
