namespace CostCompass.Metering;

/// <summary>All errors of calls and logs, so that each is worded once.</summary>
internal static class UsageErrors
{
    public static CostException NoUsage(string name) => new(
        "NoUsage",
        CostErrorKind.NotFound,
        $"Account '{name}' has no stored calls.",
        "Save calls with Add-DeepSeekUsage.");

    public static CostException NoUsageInInput(string input) => new(
        "NoUsage",
        CostErrorKind.InvalidInput,
        $"{input} is not a response or the usage of a response.",
        "Pipe in a response from Invoke-RestMethod, its usage, or lines of JSON.");

    public static CostException NothingToCompare(string name) => new(
        "NothingToCompare",
        CostErrorKind.NotFound,
        $"There is no data about the usage of '{name}': no snapshots, metered calls or exports.",
        "Add data with Update-CostSnapshot, Add-DeepSeekUsage or Import-DeepSeekExport.");

    public static CostException UnknownAgent(string name, string agents) => new(
        "UnknownAgent",
        CostErrorKind.InvalidInput,
        $"Unknown agent '{name}'.",
        $"Specify one of these: {agents}. For other logs, use -Path.");

    public static CostException UsageFileNotFound(string path) => new(
        "UsageFileNotFound",
        CostErrorKind.NotFound,
        $"The file or folder '{path}' doesn't exist.",
        "Specify the path of a log, of a saved response, or of a folder that contains them.");

    public static CostException UsageFileDamaged(string path, Exception cause) => new(
        "UsageFileDamaged",
        CostErrorKind.Reading,
        $"The file '{path}' is damaged or incomplete. The readable part was used, but may be wrong.",
        "Make sure that the file is complete and that you have permission to read it.",
        cause);

    public static CostException UsageFileNotFoundAnymore(string path) => new(
        "UsageFileNotFound",
        CostErrorKind.NotFound,
        $"The file '{path}' no longer exists.",
        "Make sure that the file is complete and that you have permission to read it.");

    public static CostException UsageFileUnreadable(string path, Exception cause) => new(
        "UsageFileUnreadable",
        CostErrorKind.Reading,
        $"The file '{path}' can't be read: {cause.Message}",
        "Make sure that the file is complete and that you have permission to read it.",
        cause);
}
