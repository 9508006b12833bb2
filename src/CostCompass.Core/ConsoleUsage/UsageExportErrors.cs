namespace CostCompass.ConsoleUsage;

/// <summary>All errors of exports of the DeepSeek console, so that each is worded once.</summary>
internal static class UsageExportErrors
{
    public static CostException ExportContradictory(string member, string other) => new(
        "ExportContradictory",
        CostErrorKind.InvalidInput,
        $"'{member}' and '{other}' contain different amounts for the same day. Nothing was imported.",
        "Import the exports one by one, with the newest export last. Each import replaces the earlier one.");

    public static CostException ExportTooLarge() => new(
        "ExportTooLarge",
        CostErrorKind.InvalidInput,
        $"The export contains more than {UsageExportBuilder.MaximumRows} different rows. Nothing was imported.",
        "Export a shorter span from the console.");

    public static CostException NoExport(string name) => new(
        "NoExport",
        CostErrorKind.NotFound,
        $"Account '{name}' has no imported usage export.",
        "Download the export from the DeepSeek console and import it with Import-DeepSeekExport.");

    public static CostException ExportArchiveBomb(string name, long ratio) => new(
        "ExportArchiveBomb",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"'{name}' is not a valid export: its content is at least {ratio} times the size of the file. Nothing was imported."),
        "Download the export from the console again.");

    public static CostException ExportArchiveDamaged(string name) => new(
        "ExportArchiveDamaged",
        CostErrorKind.InvalidInput,
        $"'{name}' is not a valid ZIP archive: it is truncated, altered, or uses an unsupported compression method. Nothing was imported.",
        "Download the export from the console again.");

    public static CostException ExportArchiveUnsafe(string name, string problem) => new(
        "ExportArchiveUnsafe",
        CostErrorKind.InvalidInput,
        $"'{name}' is not a valid export of the console: it {problem}. Nothing was imported.",
        "Download the export from the console again, and import the unchanged file.");

    public static CostException ExportHeaderInvalid(string name, string problem) => new(
        "ExportHeaderInvalid",
        CostErrorKind.InvalidInput,
        $"The first line of '{name}' {problem}. Nothing was imported.",
        "Specify a file of the console's usage export: amount-*.csv, cost-*.csv, or the ZIP file that contains them.");

    public static CostException ExportNotFound(string name) => new(
        "ExportNotFound",
        CostErrorKind.InvalidInput,
        $"'{name}' doesn't contain amount-*.csv or cost-*.csv. Nothing was imported.",
        "Specify the ZIP file of the console's usage export, the folder to which it was extracted, or one of its CSV files.");

    public static CostException ExportAnswerInvalid(string name, string problem) => new(
        "ExportAnswerInvalid",
        CostErrorKind.InvalidInput,
        $"'{name}' is not a valid answer of the console: it {problem}. Nothing was imported.",
        "Save the answers of the usage and billing pages of the console again, as described in the help of Import-DeepSeekExport.");

    public static CostException ExportRowInvalid(string name, int line, string problem) => new(
        "ExportRowInvalid",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"Line {line} of '{name}' is not valid: {problem}. Nothing was imported."),
        "Export the range from the console again, and import the unchanged file.");

    public static CostException ExportTooLargeArchive(string name, long megabytes) => new(
        "ExportTooLarge",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"'{name}' is larger than {megabytes} MB, the maximum size of an export. Nothing was imported."),
        "Export a shorter range from the console.");

    public static CostException ExportTooLargeContent(string name, long megabytes) => new(
        "ExportTooLarge",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"'{name}' contains more than {megabytes} MB, the maximum size of an export. Nothing was imported."),
        "Export a shorter range from the console.");

    public static CostException ExportTooLargeFolder(string folder, int files) => new(
        "ExportTooLarge",
        CostErrorKind.InvalidInput,
        $"'{folder}' contains more than {files} files with the names of export files. Nothing was imported.",
        "Specify the folder to which one export was extracted.");

    public static CostException ExportTooLargeMember(string name, long bytes, long megabytes) => new(
        "ExportTooLarge",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"A member of '{name}' has {bytes} bytes. The maximum size is {megabytes} MB. Nothing was imported."),
        "Export a shorter range from the console.");
}
