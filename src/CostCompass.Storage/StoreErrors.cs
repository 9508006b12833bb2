using CostCompass.Storage.Sql;

namespace CostCompass.Storage;

/// <summary>All errors of stores, wherever they are, so that each is worded once.</summary>
internal static class StoreErrors
{
    public static CostException ConnectionStringInsteadOfFolder() => new(
        "ConnectionStringInsteadOfFolder",
        CostErrorKind.InvalidInput,
        "-ToFolder must be a folder, but its value looks like a connection string. The value isn't shown.",
        "To copy to a server, use -To (Read-Host -AsSecureString). If the value contains a password, change the password, because the command history may contain it.");

    public static CostException CopyNotVerified(string table, string store, long rows, long expected) => new(
        "CopyNotVerified",
        CostErrorKind.Writing,
        string.Create(CultureInfo.InvariantCulture, $"The copy of the table '{table}' in '{store}' differs from the source ({rows} rows; source: {expected})."),
        "Another process may have written to the target. Empty the target, and copy again while no one uses it.");

    public static CostException CopyTargetNotEmpty(string store, string table) => new(
        "CopyTargetNotEmpty",
        CostErrorKind.AlreadyExists,
        $"The store '{store}' contains other data in its table '{table}'. Nothing was written.",
        "Copy to an empty store. You can resume an interrupted copy as long as no one writes to either store.");

    public static CostException DefinitionExists(string provider) => new(
        "DefinitionExists",
        CostErrorKind.AlreadyExists,
        $"A different definition of {provider} already exists.",
        "Use -Force to replace it, or change the provider's name in the file.");

    public static CostException DefinitionExposed(CostErrorKind kind, string message, string recommendedAction) => new(
        "DefinitionExposed",
        kind,
        message,
        recommendedAction);

    public static CostException DefinitionNotFound(string file) => new(
        "DefinitionNotFound",
        CostErrorKind.NotFound,
        $"The file '{file}' doesn't exist.",
        "Specify the path of a provider definition, a JSON file.");

    public static CostException DefinitionNotReadable(string path, Exception cause) => new(
        "DefinitionNotReadable",
        CostErrorKind.Reading,
        $"The definition '{path}' can't be read: {cause.Message}",
        "Make sure that it is a file and that you own it and its folder.",
        cause);

    public static CostException DefinitionNotReadableFile(string file, Exception cause) => new(
        "DefinitionNotReadable",
        CostErrorKind.Reading,
        $"The definition '{file}' can't be read: {cause.Message}",
        "Make sure that the file exists and that you have permission to read it.",
        cause);

    public static CostException DefinitionNotWritable(string path, Exception cause) => new(
        "DefinitionNotWritable",
        CostErrorKind.Writing,
        $"The definition '{path}' can't be written: {cause.Message}",
        "Make sure that you own the folder and that the disk isn't full.",
        cause);

    public static CostException DefinitionRenamed(string path, string description) => new(
        "DefinitionRenamed",
        CostErrorKind.InvalidInput,
        $"The definition '{path}' is for the provider {description}, which doesn't match the file name.",
        "Rename the file to match, or connect an account of the provider again with Connect-CostProvider -Definition.");

    public static CostException StoreDamagedColumns(string table) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The table '{table}' of the store has a column that CostCompass doesn't use. Nothing was copied.",
        "Ask the owner of the store to remove the column.");

    public static CostException StoreDamagedAccount(string account, string damage) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The account '{account}' can't be used because the store contains a value that isn't valid for it ({damage}).",
        "Connect the account again with -Force, remove it with Disconnect-CostAccount, or restore a backup with Restore-CostStore.");

    public static CostException StoreExposed(string path, string problem, string action) => new(
        "StoreExposed",
        CostErrorKind.PermissionDenied,
        $"'{path}' {problem}. The store contains the addresses to which keys are sent, so CostCompass doesn't use it.",
        action);

    public static CostException StoreFolderRelative(string path) => new(
        "StoreFolderUnusable",
        CostErrorKind.InvalidInput,
        $"The path '{path}' in the environment variable {StoreFolder.Variable} is relative, so each working folder would have its own store.",
        "Set the variable to an absolute path. A path can begin with ~ for your home folder.");

    public static CostException StoreFolderUnusable(string path, Exception cause) => new(
        "StoreFolderUnusable",
        CostErrorKind.Writing,
        $"The folder '{path}' can't be created: {cause.Message}",
        $"Set the environment variable {StoreFolder.Variable} to a folder that you have permission to write to.",
        cause);

    public static CostException StoreMissing(string store) => new(
        "StoreMissing",
        CostErrorKind.NotFound,
        $"The store '{store}' doesn't exist yet.",
        "Store some data first, for example with Connect-DeepSeek.");

    public static CostException StoreNotReachable(string store, Exception cause) => new(
        "StoreNotReachable",
        CostErrorKind.Connection,
        $"The connection to the store '{store}' was lost during the copy.",
        "Run the command again. The copy continues where it stopped.",
        cause);

    public static CostException StoreUnsound(string store, string what) => new(
        "StoreUnsound",
        CostErrorKind.Reading,
        $"The store '{store}' has a problem and can't be copied. {what}",
        "Run Test-CostStore to find the problem.");

    public static CostException TextNotStorable(string text) => new(
        "TextNotStorable",
        CostErrorKind.InvalidInput,
        $"The text that begins with '{text}' can't be stored: it contains the character U+0000 or an incomplete character. Nothing was written.",
        "Remove the character.");

    public static CostException TextNotStorableTooLong(string text, int count) => new(
        "TextNotStorable",
        CostErrorKind.InvalidInput,
        $"The text that begins with '{text}' can't be stored: it has {count} characters, and the maximum is {StorableText.MaximumIndexed}. Nothing was written.",
        "Shorten the text, or omit the row.");
}
