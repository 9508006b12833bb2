namespace CostCompass.Accounts;

/// <summary>What opens a vault. The numbers are stored in the file.</summary>
public enum VaultMode
{
    /// <summary>A password. Without it, the vault can't be opened, not even by someone with a copy of every file.</summary>
    Password = 1,

    /// <summary>
    /// The user's login: on Windows a key that DPAPI protects for this user, on other systems a key file next to the vault, so that anyone
    /// who can read the user's files can open the vault.
    /// </summary>
    CurrentUser = 2,
}
