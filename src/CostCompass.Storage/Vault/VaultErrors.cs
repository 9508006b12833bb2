namespace CostCompass.Storage.Vault;

/// <summary>All errors of the vault, so that each is worded once.</summary>
internal static class VaultErrors
{
    /// <summary>The same error for a wrong password and an altered file: it must not reveal which of the two it was.</summary>
    public static CostException Refused() => new(
        "VaultRefused",
        CostErrorKind.Authentication,
        "The vault password is wrong, or the vault file was altered.",
        "Try the password again. If the password is correct, restore the vault file from a backup. If a newer version wrote the file, update CostCompass.");

    public static CostException Locked(string path) => new(
        "VaultLocked",
        CostErrorKind.Authentication,
        $"The vault '{path}' is locked.",
        "Run Unlock-CostVault, or set the environment variable COSTCOMPASS_VAULT_PASSWORD for unattended use.");

    public static CostException Missing(string path) => new(
        "VaultMissing",
        CostErrorKind.NotFound,
        $"The vault '{path}' doesn't exist.",
        "Run Unlock-CostVault to create it, or set the environment variable COSTCOMPASS_VAULT_PASSWORD for unattended use. If you have already created one, check COSTCOMPASS_HOME.");

    public static CostException Exists(string path) => new(
        "VaultExists",
        CostErrorKind.AlreadyExists,
        $"The vault '{path}' already exists.",
        "Open it with Unlock-CostVault.");

    public static CostException Replaced(string path) => new(
        "VaultReplaced",
        CostErrorKind.Authentication,
        $"The vault '{path}' was replaced or altered after it was unlocked.",
        "Run Unlock-CostVault with the current password of the vault. If the vault has no password, run the command again.");

    public static CostException NoPasswordWanted(string path) => new(
        "VaultModeMismatch",
        CostErrorKind.InvalidInput,
        $"The vault '{path}' opens for the current user and has no password.",
        "Omit the password, or set one with Set-CostVaultPassword.");

    public static CostException PasswordEmpty() => new(
        "VaultPasswordEmpty",
        CostErrorKind.InvalidInput,
        "The vault password must not be empty.",
        "Specify a password.");

    public static CostException PasswordTooLong() => new(
        "VaultPasswordTooLong",
        CostErrorKind.InvalidInput,
        $"The vault password must not have more than {VaultFormat.MaximumPasswordLength} characters.",
        "Specify a shorter password.");

    public static CostException KeyExists(string account, string path) => new(
        "VaultKeyExists",
        CostErrorKind.AlreadyExists,
        $"The vault '{path}' already contains a key for the name '{account}', which no account uses. Connecting would overwrite that key.",
        $"Specify another name. To remove that key, connect an account '{account}' with Connect-DeepSeek or Connect-CostProvider and -Force, and then disconnect it.");

    public static CostException KeyMissing(string account, string path) => new(
        "VaultKeyMissing",
        CostErrorKind.NotFound,
        $"The vault '{path}' doesn't contain a key for the account '{account}'.",
        "Connect the account again to store its key.");

    public static CostException InvalidKey(string account) => new(
        "InvalidKey",
        CostErrorKind.InvalidInput,
        $"The key for the account '{account}' can't be stored: it is empty, longer than {VaultFormat.MaximumKeyLength} bytes, or not valid text.",
        "Copy the key again from the provider's console.");

    public static CostException Full(string path) => new(
        "VaultFull",
        CostErrorKind.LimitReached,
        $"The vault '{path}' is full ({VaultFormat.MaximumRecords} keys, {VaultFormat.MaximumFileLength} bytes).",
        "Disconnect an account that you no longer use.");

    public static CostException Busy(string path) => new(
        "VaultBusy",
        CostErrorKind.Timeout,
        $"Another process is writing '{path}'.",
        "Try again in a moment.");

    public static CostException KeyFileMissing(string keyPath) => new(
        "VaultKeyFileMissing",
        CostErrorKind.Authentication,
        $"The key file '{keyPath}', which opens the vault for the current user, is missing.",
        "Restore the key file from a backup. If there is no backup, the keys in the vault are lost. In that case, delete the vault file and connect the accounts again.");

    public static CostException Exposed(Exposure exposure) => new(
        "VaultExposed",
        CostErrorKind.PermissionDenied,
        $"'{exposure.Path}' {exposure.Problem}.",
        exposure.Action);

    public static CostException NotReadable(string path, Exception cause) => new(
        "VaultNotReadable",
        CostErrorKind.Reading,
        $"The file '{path}' can't be read.",
        "Make sure that it is a file and that you own it and its folder.",
        cause);

    public static CostException NotWritable(string path, Exception cause) => new(
        "VaultNotWritable",
        CostErrorKind.Writing,
        $"The file or folder '{path}' can't be written.",
        "Make sure that the path leads to a folder that you own, and that the disk isn't full.",
        cause);

    public static CostException InvalidTimeout() => new(
        "InvalidVaultTimeout",
        CostErrorKind.InvalidInput,
        "-Timeout must be greater than zero and at most 30 days.",
        "Specify a time in that range, or omit -Timeout to keep the vault unlocked until the process ends.");

    public static CostException KeyAddressesExposed(CostErrorKind kind, string fullPath, Exception cause) => new(
        "KeyAddressesExposed",
        kind,
        cause.Message,
        $"Others may have changed the addresses to which keys are sent. Delete '{fullPath}', and confirm the addresses again with Confirm-CostAccount.",
        cause);

    public static CostException KeyAddressesUnreadable(string fullPath, Exception cause) => new(
        "KeyAddressesUnreadable",
        CostErrorKind.Reading,
        $"The file '{fullPath}' with the confirmed addresses of keys can't be read.",
        "Delete the file, and confirm the addresses again with Confirm-CostAccount.",
        cause);

    public static CostException VaultModeMismatch(string path) => new(
        "VaultModeMismatch",
        CostErrorKind.InvalidInput,
        $"The vault '{path}' is protected by a password and can't be opened for the current user.",
        "Specify -Password, or run Set-CostVaultPassword -CurrentUser.");

    public static CostException VaultPasswordMismatch() => new(
        "VaultPasswordMismatch",
        CostErrorKind.InvalidInput,
        "The passwords don't match. The vault wasn't changed.",
        "Run the command again.");

    public static CostException VaultPasswordMissing(string variable) => new(
        "VaultPasswordMissing",
        CostErrorKind.Authentication,
        "The vault password is required, and the session isn't interactive.",
        $"Specify -Password as a SecureString, or set the environment variable {variable}.");
}
