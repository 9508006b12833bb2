using System.Globalization;

namespace CostCompass.SessionLogs;

/// <summary>
/// Writes sessions into <c>projects/NAME/SESSION.jsonl</c> until there are enough bytes. A resumed session begins with a copy of the
/// end of the one before, as the real ones do, so that answers also repeat from file to file.
/// </summary>
internal sealed class LogGenerator(LogOptions options)
{
    private const int Projects = 12;
    private const long BytesPerFile = 6_000_000;

    private readonly Random _chance = new(options.Seed);

    public long Bytes { get; private set; }

    public int Files { get; private set; }

    public long Lines { get; private set; }

    public long Calls { get; private set; }

    public void Run()
    {
        var prose = new Prose(_chance);
        long target = Math.Min(BytesPerFile, Math.Max(options.Bytes / 8, 1));
        byte[] previousEnd = [];
        while (Bytes < options.Bytes)
        {
            string folder = Path.Combine(options.Folder, "projects", string.Create(CultureInfo.InvariantCulture, $"-home-dev-project-{Files % Projects:00}"));
            Directory.CreateDirectory(folder);
            var session = new Session(options, prose, _chance, Files);
            using var file = new FileStream(Path.Combine(folder, session.Id + ".jsonl"), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
            if (Files % 8 == 7)
            {
                file.Write(previousEnd);
            }

            session.WriteTo(file, Math.Min(target, options.Bytes - Bytes));
            previousEnd = session.End;
            Bytes += file.Length;
            Lines += session.Lines;
            Calls += session.Calls;
            Files++;
        }
    }
}
