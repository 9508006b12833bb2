using System.IO.Compression;

namespace CostCompass.Storage.Files;

/// <summary>
/// Reads the ZIP of an export as a stream. Nothing of it is ever written to disk. An archive that contains anything that an export doesn't
/// need is rejected before its first member is read.
/// </summary>
internal static class ExportArchive
{
    private const long LargestArchive = 64L << 20;
    private const int MostMembers = 1000;
    private const int LinkMode = 0xA000;
    private const int ModeMask = 0xF000;

    private static readonly string[] ArchiveExtensions = [".zip", ".gz", ".tgz", ".7z", ".rar", ".tar", ".bz2", ".xz", ".zst", ".jar"];

    /// <summary>Reads all amount and cost members.</summary>
    /// <param name="stream">The archive, which must be seekable.</param>
    /// <param name="name">The name in messages.</param>
    /// <param name="builder">Receives the rows.</param>
    /// <param name="cancellationToken">Canceled when the user stops the pipeline.</param>
    /// <exception cref="CostException">The archive isn't an export, or isn't safe.</exception>
    public static void Read(Stream stream, string name, UsageExportBuilder builder, CancellationToken cancellationToken)
    {
        if (stream.Length > LargestArchive)
        {
            throw UsageExportErrors.ExportTooLargeArchive(ExportText.Shown(name), LargestArchive >> 20);
        }

        try
        {
            RequireFewMembers(stream, name);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            List<ZipArchiveEntry> members = Check(archive, name);
            var budget = new InflationBudget(name, stream.Length);
            foreach (ZipArchiveEntry member in members)
            {
                ReadMember(member, budget, builder, name, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            throw Damaged(name);
        }
    }

    /// <summary>Whether a file or a member has the name of an amount or cost file.</summary>
    /// <param name="path">The name, with or without folders.</param>
    public static bool IsMember(string path)
    {
        string file = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        bool isNamed = file.StartsWith("amount", StringComparison.OrdinalIgnoreCase) || file.StartsWith("cost", StringComparison.OrdinalIgnoreCase);
        return isNamed && file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
    }

    private static void RequireFewMembers(Stream stream, string name)
    {
        int count = ArchiveDirectory.Count(stream, MostMembers + 1) ?? throw Damaged(name);
        if (count > MostMembers)
        {
            throw Unsafe(name, string.Create(CultureInfo.InvariantCulture, $"has more than {MostMembers} members"));
        }

        stream.Position = 0;
    }

    private static List<ZipArchiveEntry> Check(ZipArchive archive, string name)
    {
        var paths = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var members = new List<ZipArchiveEntry>();
        foreach (ZipArchiveEntry member in archive.Entries)
        {
            string path = member.FullName.Replace('\\', '/');
            if (LeavesTheArchive(path))
            {
                throw Unsafe(name, "has a member with a path outside the archive");
            }

            if (!paths.Add(path.TrimEnd('/')))
            {
                throw Unsafe(name, "has two members with the same name");
            }

            if (((member.ExternalAttributes >> 16) & ModeMask) == LinkMode)
            {
                throw Unsafe(name, "has a member that is a link");
            }

            if (member.IsEncrypted)
            {
                throw Unsafe(name, "has an encrypted member");
            }

            if (member.Length > InflationBudget.MaximumBytes)
            {
                throw UsageExportErrors.ExportTooLargeMember(ExportText.Shown(name), member.Length, InflationBudget.MaximumBytes >> 20);
            }

            if (ArchiveExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            {
                throw Unsafe(name, "contains another archive");
            }

            // macOS adds a companion file for each member when it recompresses an archive.
            bool isCompanion = path.StartsWith("__MACOSX/", StringComparison.Ordinal) || path.Contains("/._", StringComparison.Ordinal);
            if (!isCompanion && IsMember(path))
            {
                members.Add(member);
            }
        }

        return members.Count > 0 ? members : throw NoMembers(name);
    }

    private static bool LeavesTheArchive(string path) =>
        path.StartsWith('/')
        || path.Contains(':', StringComparison.Ordinal)
        || !ForeignText.IsVisible(path)
        || path.Split('/').Any(part => part is "." or "..");

    private static void ReadMember(
        ZipArchiveEntry member, InflationBudget budget, UsageExportBuilder builder, string name, CancellationToken cancellationToken)
    {
        string path = $"{name}: {member.FullName}";
        using Stream content = member.Open();
        var measured = new MeasuredStream(content, budget);
        builder.Begin(ExportText.Shown(path));
        using (var reader = new ExportCsvReader(new StreamReader(measured, leaveOpen: true), path))
        {
            reader.ReadAll(builder, cancellationToken);
        }

        if (measured.BytesRead != member.Length || measured.Checksum.Value != member.Crc32)
        {
            throw Damaged(name);
        }
    }

    /// <summary>The error if no member was found.</summary>
    /// <param name="name">The archive or folder.</param>
    public static CostException NoMembers(string name) => UsageExportErrors.ExportNotFound(ExportText.Shown(name));

    private static CostException Unsafe(string name, string problem) =>
        UsageExportErrors.ExportArchiveUnsafe(ExportText.Shown(name), problem);

    private static CostException Damaged(string name) => UsageExportErrors.ExportArchiveDamaged(ExportText.Shown(name));
}
