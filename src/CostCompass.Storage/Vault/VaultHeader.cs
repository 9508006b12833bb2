namespace CostCompass.Storage.Vault;

/// <summary>What a vault file says about itself before it is opened. Nothing in it is secret, and nothing in it has been verified.</summary>
/// <param name="Mode">What opens the vault.</param>
/// <param name="Iterations">The rounds of PBKDF2-HMAC-SHA256 that one try of a password costs; 0 in <see cref="VaultMode.CurrentUser"/>.</param>
/// <param name="RecordCount">How many keys are sealed in the vault.</param>
public sealed record VaultHeader(VaultMode Mode, int Iterations, int RecordCount);
