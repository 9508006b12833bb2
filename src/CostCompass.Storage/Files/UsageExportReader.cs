namespace CostCompass.Storage.Files;

/// <summary>Reads the console's usage export: its ZIP file, its extracted CSV files, or saved answers of the console's pages.</summary>
public static class UsageExportReader
{
    private const int MostFiles = 1000;

    /// <summary>Reads a ZIP, CSV or JSON file, which the first bytes determine.</summary>
    /// <param name="stream">The file, which must be seekable.</param>
    /// <param name="name">The name in messages: its path. The file name may contain the range.</param>
    /// <param name="cancellationToken">Canceled when the user stops the pipeline.</param>
    /// <exception cref="CostException">It isn't an export, or isn't safe. No message contains a cell of it.</exception>
    public static UsageExport Read(Stream stream, string name, CancellationToken cancellationToken = default)
    {
        if (ConsoleAnswerFile.IsJson(stream))
        {
            return ConsoleAnswerFile.Read(stream, name);
        }

        var builder = new UsageExportBuilder();
        if (IsArchive(stream))
        {
            ExportArchive.Read(stream, name, builder, cancellationToken);
        }
        else
        {
            ReadCsv(stream, name, new InflationBudget(name, 0), builder, cancellationToken);
        }

        return builder.Build(ExportFileRange.Parse(Path.GetFileName(name)));
    }

    /// <summary>Reads the folder to which an export was extracted.</summary>
    /// <param name="folder">The folder. Links in it aren't followed.</param>
    /// <param name="open">Opens and reads a file. The caller handles disk errors.</param>
    /// <param name="cancellationToken">Canceled when the user stops the pipeline.</param>
    /// <exception cref="CostException">It doesn't contain an export.</exception>
    public static UsageExport ReadFolder(string folder, Action<string, Action<Stream>> open, CancellationToken cancellationToken = default)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 8,
            MatchCasing = MatchCasing.CaseInsensitive,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        List<string> files = Directory.EnumerateFiles(folder, "*.csv", options)
            .Where(ExportArchive.IsMember)
            .Take(MostFiles + 1)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (files.Count == 0)
        {
            throw ExportArchive.NoMembers(folder);
        }

        if (files.Count > MostFiles)
        {
            throw UsageExportErrors.ExportTooLargeFolder(ExportText.Shown(folder), MostFiles);
        }

        var builder = new UsageExportBuilder();
        var budget = new InflationBudget(folder, 0);
        foreach (string file in files)
        {
            open(file, stream => ReadCsv(stream, file, budget, builder, cancellationToken));
        }

        return builder.Build(ExportFileRange.Parse(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))));
    }

    private static void ReadCsv(
        Stream stream, string name, InflationBudget budget, UsageExportBuilder builder, CancellationToken cancellationToken)
    {
        builder.Begin(ExportText.Shown(name));
        using var reader = new ExportCsvReader(new StreamReader(new MeasuredStream(stream, budget)), name);
        reader.ReadAll(builder, cancellationToken);
    }

    // A truncated archive still begins like one, and so does an empty one ("PK" and the signature of its end).
    private static bool IsArchive(Stream stream)
    {
        Span<byte> start = stackalloc byte[4];
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == start.Length && start.StartsWith("PK"u8) && start[2] <= 8 && start[3] <= 8;
    }
}
