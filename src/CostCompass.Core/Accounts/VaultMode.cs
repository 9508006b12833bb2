namespace CostCompass.Accounts;

/// <summary>What opens a vault. The numbers stand in the file.</summary>
public enum VaultMode
{
    /// <summary>A password. Without it the vault stays closed, also to whoever holds a copy of every file.</summary>
    Password = 1,

    /// <summary>
    /// The user's own login. On Windows a key that DPAPI protects for this user; elsewhere a key file beside the vault,
    /// so that whoever can read the user's files can open the vault.
    /// </summary>
    CurrentUser = 2,
}
