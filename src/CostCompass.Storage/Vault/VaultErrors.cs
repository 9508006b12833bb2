namespace CostCompass.Storage.Vault;

/// <summary>Every failure of the vault, so that each is worded once.</summary>
internal static class VaultErrors
{
    /// <summary>The one answer to a wrong password and to an altered file: which of the two it was must not show.</summary>
    public static CostException Refused() => new(
        "VaultRefused",
        CostErrorKind.Authentication,
        "Wrong vault password, or the vault file was altered.",
        "Try the password again. If it is certainly right, restore the vault file from a backup, or update CostCompass when a newer version wrote it.");

    public static CostException Locked(string path) => new(
        "VaultLocked",
        CostErrorKind.Authentication,
        $"The vault '{path}' is locked.",
        "Run Unlock-CostVault, or set the environment variable COSTCOMPASS_VAULT_PASSWORD for unattended use.");

    public static CostException Missing(string path) => new(
        "VaultMissing",
        CostErrorKind.NotFound,
        $"There is no vault at '{path}'.",
        "Run Unlock-CostVault to create it, or set the environment variable COSTCOMPASS_VAULT_PASSWORD for unattended use. If there should be one already, check COSTCOMPASS_HOME.");

    public static CostException Exists(string path) => new(
        "VaultExists",
        CostErrorKind.AlreadyExists,
        $"There is a vault at '{path}' already.",
        "Open it with Unlock-CostVault.");

    public static CostException Replaced(string path) => new(
        "VaultReplaced",
        CostErrorKind.Authentication,
        $"The vault '{path}' was made anew or altered since it was unlocked.",
        "Run Unlock-CostVault with the password that the vault has now. One for the current user opens by itself when the command is run again.");

    public static CostException NoPasswordWanted(string path) => new(
        "VaultModeMismatch",
        CostErrorKind.InvalidInput,
        $"The vault '{path}' opens for the current user and takes no password.",
        "Leave the password out, or give the vault one with Set-CostVaultPassword.");

    public static CostException PasswordEmpty() => new(
        "VaultPasswordEmpty",
        CostErrorKind.InvalidInput,
        "A vault cannot have an empty password.",
        "Choose a password.");

    public static CostException PasswordTooLong() => new(
        "VaultPasswordTooLong",
        CostErrorKind.InvalidInput,
        $"A vault's password is at most {VaultFormat.MaximumPasswordLength} characters.",
        "Choose a shorter password.");

    public static CostException KeyMissing(string account, string path) => new(
        "VaultKeyMissing",
        CostErrorKind.NotFound,
        $"The vault '{path}' holds no key for the account '{account}'.",
        "Connect the account again to store its key.");

    public static CostException InvalidKey(string account) => new(
        "InvalidKey",
        CostErrorKind.InvalidInput,
        $"The key given for the account '{account}' cannot be stored: it is empty, longer than {VaultFormat.MaximumKeyLength} bytes, or not valid text.",
        "Copy the key again from the provider's console.");

    public static CostException Full(string path) => new(
        "VaultFull",
        CostErrorKind.LimitReached,
        $"The vault '{path}' holds as many keys as it can ({VaultFormat.MaximumRecords} keys, {VaultFormat.MaximumFileLength} bytes).",
        "Disconnect an account that is no longer used.");

    public static CostException Busy(string path) => new(
        "VaultBusy",
        CostErrorKind.Timeout,
        $"Another process is writing '{path}'.",
        "Try again in a moment.");

    public static CostException KeyFileMissing(string keyPath) => new(
        "VaultKeyFileMissing",
        CostErrorKind.Authentication,
        $"The key file '{keyPath}', which opens the vault for the current user, is missing.",
        "Restore the key file from a backup. Without it the keys in the vault are lost: delete the vault file and connect the accounts again.");

    public static CostException Exposed(Exposure exposure) => new(
        "VaultExposed",
        CostErrorKind.PermissionDenied,
        $"'{exposure.Path}' {exposure.Problem}.",
        exposure.Action);

    public static CostException NotReadable(string path, Exception cause) => new(
        "VaultNotReadable",
        CostErrorKind.Reading,
        $"The file '{path}' cannot be read.",
        "Check that it is a file and that you own it and its folder.",
        cause);

    public static CostException NotWritable(string path, Exception cause) => new(
        "VaultNotWritable",
        CostErrorKind.Writing,
        $"The file or folder '{path}' cannot be written.",
        "Check that the folder is yours, that it is no file, and that the disk has room.",
        cause);

    public static CostException InvalidTimeout() => new(
        "InvalidVaultTimeout",
        CostErrorKind.InvalidInput,
        "The time after which a vault locks itself is more than nothing and at most 30 days.",
        "Give a shorter time, or none to keep the vault open until the process ends.");
}
