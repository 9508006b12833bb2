namespace CostCompass.Errors;

/// <summary>All errors of imported and exported files, so that each is worded once.</summary>
internal static class FileErrors
{
    public static CostException ExportFileExists(string file) => new(
        "ExportFileExists",
        CostErrorKind.AlreadyExists,
        $"The file '{file}' already exists.",
        "Specify another path, or omit -NoClobber.");

    public static CostException ExportFileUnwritable(string file, Exception cause) => new(
        "ExportFileUnwritable",
        CostErrorKind.Writing,
        $"The file '{file}' can't be written: {cause.Message}",
        "Make sure that the folder exists, that you have permission to write to it, and that the disk isn't full.",
        cause);

    public static CostException ImportFileChanged(string name) => new(
        "ImportFileChanged",
        CostErrorKind.Reading,
        $"'{name}' changed while it was imported. Nothing was imported.",
        "Import the file again when nothing writes to it.");

    public static CostException ImportFileNotFound(string path) => new(
        "ImportFileNotFound",
        CostErrorKind.NotFound,
        $"The file '{path}' doesn't exist.",
        "Check the path.");

    public static CostException ImportFileNotSorted(int mostRowsTogether, string name) => new(
        "ImportFileNotSorted",
        CostErrorKind.LimitReached,
        string.Create(CultureInfo.InvariantCulture, $"More than {mostRowsTogether} rows of '{name}' aren't sorted by first_seen, or overlap each other. Nothing was imported."),
        "Sort the rows by first_seen, or split the file, and import it again. Export-CostSnapshot writes sorted files.");

    public static CostException ImportFileUnreadableTwice(string name) => new(
        "ImportFileUnreadable",
        CostErrorKind.Reading,
        $"'{name}' isn't a file on a disk and can be read only once, but an import reads it twice.",
        "Save the data in a file and import the file.");

    public static CostException ImportFileUnreadable(string file, Exception cause) => new(
        "ImportFileUnreadable",
        CostErrorKind.Reading,
        $"The file '{file}' can't be read: {cause.Message}",
        "Make sure that the file exists and that you have permission to read it.",
        cause);

    public static CostException ImportHeaderInvalidCost(string file, string missing) => new(
        "ImportHeaderInvalid",
        CostErrorKind.InvalidInput,
        $"The first line of '{file}' doesn't contain the column '{missing}'. Nothing was imported.",
        "Specify a FOCUS file, a billing export of Google with usage_start_time, cost and currency, or a file with the columns date, provider, amount and currency. To replace a missing provider, use -Provider.");

    public static CostException ImportHeaderInvalidTwice(string file, string title) => new(
        "ImportHeaderInvalid",
        CostErrorKind.InvalidInput,
        $"The first line of '{file}' contains the column '{title}' twice. Nothing was imported.",
        "Remove one of the two columns and import the file again.");

    public static CostException ImportHeaderInvalidSnapshot(string name, string column) => new(
        "ImportHeaderInvalid",
        CostErrorKind.InvalidInput,
        $"The first line of '{name}' doesn't contain the column '{column}'. Nothing was imported.",
        "Specify a file with the columns account, currency, first_seen and total. Export-CostSnapshot writes such files.");

    public static CostException ImportRowInvalidCost(int line, string file, string title, string text, string problem) => new(
        "ImportRowInvalid",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"Line {line} of '{file}': the {title} '{text}' {problem}. Nothing was imported."),
        "Correct the line and import the file again.");

    public static CostException ImportRowInvalidText(long line, string file, string fault) => new(
        "ImportRowInvalid",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"Line {line} of '{file}' can't be read: {fault}. Nothing was imported."),
        "Correct the line and import the file again.");

    public static CostException ImportRowInvalidSnapshot(int line, string name, string column, string text, string problem) => new(
        "ImportRowInvalid",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"Line {line} of '{name}': the {column} '{text}' {problem}. Nothing was imported."),
        "Correct the line and import the file again.");

    public static CostException ImportTooManySeries(string name, int mostSeries) => new(
        "ImportTooManySeries",
        CostErrorKind.LimitReached,
        string.Create(CultureInfo.InvariantCulture, $"'{name}' contains more than {mostSeries} pairs of an account and a currency. Nothing was imported."),
        "Split the file by account, and import the parts.");
}
