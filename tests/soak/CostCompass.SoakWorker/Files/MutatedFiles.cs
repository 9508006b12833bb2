using System.Diagnostics;
using System.Text;

namespace CostCompass.SoakWorker.Files;

/// <summary>Gives mutated files to everything that reads files from elsewhere, and compares what was read with what they say.</summary>
internal static class MutatedFiles
{
    private const int ShownBytes = 400;

    // No honest machine needs this for a few kilobytes, however busy it is.
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(20);

    /// <summary>The names of all subjects, and how each is made.</summary>
    public static IReadOnlyList<(string Name, Func<FileSubject> Make)> All { get; } =
    [
        ("Snapshot files", () => new SnapshotFileSubject()),
        ("Cost files", () => new CostFileSubject()),
        ("Price files", () => new PriceFileSubject()),
        ("Settings", () => new SettingsSubject()),
        ("Exports", () => new ExportSubject()),
        ("Stores", () => new StoreSubject()),
        ("Backups", () => new BackupSubject()),
    ];

    /// <summary>Tries so many files on each.</summary>
    /// <param name="times">How many for each.</param>
    /// <param name="seed">Where the choices begin; the same seed makes the same files.</param>
    /// <param name="pattern">The name of one subject, or <c>*</c>.</param>
    public static IEnumerable<SoakResult> Run(int times, int seed, string pattern)
    {
        foreach ((string name, Func<FileSubject> make) in All.Where(subject => pattern == "*" || subject.Name == pattern))
        {
            using FileSubject subject = make();
            var mutator = new FileMutator(new Random(name.Aggregate(seed, (hash, letter) => unchecked((hash * 31) + letter))));
            var tally = new Tally();
            int taken = 0;
            TimeSpan slowest = TimeSpan.Zero;
            for (int time = 0; time < times; time++)
            {
                byte[] file = subject.Make(mutator);
                long start = Stopwatch.GetTimestamp();
                bool isTaken = Try(subject, file, tally, time);
                TimeSpan needed = Stopwatch.GetElapsedTime(start);
                taken += isTaken ? 1 : 0;
                slowest = needed > slowest ? needed : slowest;
                tally.Expect(needed < _bound, string.Create(CultureInfo.InvariantCulture, $"file {time} took {needed}"));
            }

            yield return tally.Result(
                $"Mutated files: {name}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{taken} were taken, slowest {slowest.TotalMilliseconds:0} ms, at most {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        }
    }

    private static bool Try(FileSubject subject, byte[] file, Tally tally, int number)
    {
        tally.Try(0);
        string? problem;
        bool isTaken = false;
        try
        {
            problem = subject.Read(file);
            isTaken = true;
        }
        catch (CostException failure)
        {
            problem = failure.ErrorId == "UnexpectedError" ? $"an unexpected error: {failure.Message}"
                : failure.Message.Any(char.IsControl) ? "the message is not fit to be shown"
                : subject.AfterRefusal();
        }
#pragma warning disable CA1031 // Any other exception is what is sought.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            problem = $"{exception.GetType().Name}: {exception.Message} {exception.StackTrace?.Split('\n')[0].Trim()}";
        }

        if (problem is not null)
        {
            tally.Blame(string.Create(CultureInfo.InvariantCulture, $"{problem}; file {number}: {Shown(file)}"));
        }

        return isTaken;
    }

    private static string Shown(byte[] file) =>
        string.Concat(Encoding.UTF8.GetString(file.AsSpan(0, Math.Min(file.Length, ShownBytes))).Select(letter => char.IsControl(letter) ? '\u00B7' : letter));
}
