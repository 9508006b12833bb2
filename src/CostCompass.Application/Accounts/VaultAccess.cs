using CostCompass.Storage.Vault;

namespace CostCompass.Application;

/// <summary>The current vault, in the same folder as the store, opened with whatever password or protection is available.</summary>
public static class VaultAccess
{
    /// <summary>The environment variable that opens the vault unattended. Anyone who can read the environment of the process can read it.</summary>
    public const string PasswordVariable = "COSTCOMPASS_VAULT_PASSWORD";

    /// <summary>The file of the vault.</summary>
    public static string FilePath => Path.Combine(StoreFolder.Current, "vault.bin");

    /// <summary>Whether the environment contains a password.</summary>
    public static bool HasPasswordVariable => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(PasswordVariable));

    /// <summary>The open vault: unlocked before, with the password in the environment, or for the current user.</summary>
    /// <param name="create">Whether a password in the environment creates the vault if it doesn't exist.</param>
    /// <exception cref="CostException"><c>VaultMissing</c>, <c>VaultLocked</c>, <c>VaultRefused</c> and others.</exception>
    public static UnlockedVault Open(bool create = false)
    {
        string path = FilePath;
        if (!VaultKeyring.Shared.TryGet(path, out _) && HasPasswordVariable)
        {
            var file = new VaultFile(path);
            if (!file.Exists && create)
            {
                return VaultKeyring.Shared.Create(path, Environment.GetEnvironmentVariable(PasswordVariable));
            }

            if (file.Exists && file.ReadHeader().Mode == VaultMode.Password)
            {
                return VaultKeyring.Shared.Unlock(path, Environment.GetEnvironmentVariable(PasswordVariable));
            }
        }

        return VaultKeyring.Shared.Open(path);
    }

    /// <summary>Opens the vault with a password, and creates it if it doesn't exist.</summary>
    /// <param name="password">The password.</param>
    /// <param name="timeout">When to lock it. Null for when the process ends.</param>
    public static void Unlock(SecretText password, TimeSpan? timeout)
    {
        string path = FilePath;
        if (new VaultFile(path).Exists)
        {
            VaultKeyring.Shared.Unlock(path, password.Span, timeout);
        }
        else
        {
            VaultKeyring.Shared.Create(path, password.Span, timeout);
        }
    }

    /// <summary>Opens the vault of the current user, and creates it if it doesn't exist.</summary>
    public static void UnlockForCurrentUser()
    {
        string path = FilePath;
        var file = new VaultFile(path);
        if (file.Exists && file.ReadHeader().Mode == VaultMode.Password)
        {
            throw VaultErrors.VaultModeMismatch(path);
        }

        if (file.Exists)
        {
            VaultKeyring.Shared.Open(path);
        }
        else
        {
            VaultKeyring.Shared.CreateForCurrentUser(path);
        }
    }

    /// <summary>Removes the sealed key of an account whose key is now outside the vault. A key that stays is a warning.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="warn">Called with the warning.</param>
    public static void RemoveFormer(string name, Action<string> warn)
    {
        try
        {
            using UnlockedVault vault = Open();
            vault.Remove(name);
        }
        catch (CostException failure)
        {
            warn($"The previous key of '{name}' is still in the vault: {failure.Message}");
        }
    }

    /// <summary>What is known about the vault without a password.</summary>
    public static CostVault Describe()
    {
        string path = FilePath;
        var file = new VaultFile(path);
        if (!file.Exists)
        {
            return new CostVault { Path = path, Exists = false, IsUnlocked = false };
        }

        VaultHeader header = file.ReadHeader();
        return new CostVault
        {
            Path = path,
            Exists = true,
            Mode = header.Mode,
            IsUnlocked = header.Mode == VaultMode.CurrentUser || VaultKeyring.Shared.TryGet(path, out _),
            LocksAt = VaultKeyring.Shared.LocksAt(path)?.ToLocalTime(),
            Keys = header.RecordCount,
            Iterations = header.Mode == VaultMode.Password ? header.Iterations : null,
        };
    }
}
