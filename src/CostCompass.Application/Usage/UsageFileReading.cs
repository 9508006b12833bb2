using System.Collections.Concurrent;

namespace CostCompass.Application;

/// <summary>Finds files with calls, and reads several of them at the same time. It reports to the pipeline's thread.</summary>
/// <param name="reader">The reader.</param>
public sealed class UsageFileReading(LogReader reader)
{
    private const int MostThreads = 8;
    private const long BytesPerReport = 4 << 20;

    private static readonly string[] Endings = [".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz", ".jsonl.zst", ".jsonl.zstd"];

    // A link may lead back to a folder above it.
    private static readonly EnumerationOptions Recursive = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        MatchCasing = MatchCasing.CaseInsensitive,
    };

    private readonly ConcurrentBag<LogPlace> _places = [];
    private long _bytes;
    private long _reported;
    private int _skipped;

    /// <summary>Called for a line that can't be read.</summary>
    public required Action<UsageFault> Report { get; init; }

    /// <summary>Called for a file that can't be read, or not to its end.</summary>
    public required Action<string, CostException> Fail { get; init; }

    /// <summary>Called from time to time with the number of bytes read.</summary>
    public required Action<long> Advance { get; init; }

    /// <summary>How far logs were read before, by path: only what is new is read. Null to read all files as a whole.</summary>
    public IReadOnlyDictionary<string, LogPlace>? Before { get; init; }

    /// <summary>The time of the reading, for <see cref="Places"/>.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>How far the files were read that contained something new. Empty if <see cref="Before"/> is null.</summary>
    public IReadOnlyCollection<LogPlace> Places => _places;

    /// <summary>The number of files in which nothing was new.</summary>
    public int Skipped => _skipped;

    /// <summary>The files of a path, sorted: the file itself, or all logs in a folder and its subfolders.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="CostException"><c>UsageFileNotFound</c>.</exception>
    public static IReadOnlyList<FileInfo> Find(string path)
    {
        if (Directory.Exists(path))
        {
            var folder = new DirectoryInfo(path);
            List<FileInfo> files = [.. folder.EnumerateFiles("*", Recursive).Where(file => IsLog(file.Name))];
            return [.. LogReader.Current(files).OrderBy(file => file.FullName, StringComparer.Ordinal)];
        }

        return File.Exists(path)
            ? [new FileInfo(path)]
            : throw UsageErrors.UsageFileNotFound(path);
    }

    /// <summary>Reads files to their ends. Callbacks run on the caller's thread.</summary>
    /// <param name="files">The files.</param>
    /// <param name="firstNumber">The number of the first file among the sources.</param>
    /// <param name="stop">Stops reading.</param>
    public void Read(IReadOnlyList<FileInfo> files, int firstNumber, CancellationToken stop)
    {
        var pump = new PipelinePump();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);

        // The longest first, so that no thread is still busy with one at the end.
        IEnumerable<(FileInfo File, int Number)> work = files
            .Select((file, index) => (file, firstNumber + index))
            .OrderByDescending(pair => pair.file.Exists ? pair.file.Length : 0);
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, MostThreads),
            CancellationToken = stopping.Token,
        };
        pump.Run(
            () => Parallel.ForEachAsync(work, options, (pair, token) =>
            {
                ReadFile(pair.File.FullName, pair.Number, pump, token);
                return ValueTask.CompletedTask;
            }),
            stopping.Cancel);
        Advance(_bytes);
    }

    private void ReadFile(string path, int number, PipelinePump pump, CancellationToken stop)
    {
        try
        {
            Read(path, number, fault => pump.Post(() => Report(fault)), bytes => Count(bytes, pump), stop);
        }
        catch (FileNotFoundException)
        {
            pump.Post(() => Fail(path, UsageErrors.UsageFileNotFoundAnymore(path)));
        }
        catch (InvalidDataException exception)
        {
            pump.Post(() => Fail(path, UsageErrors.UsageFileDamaged(path, exception)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            pump.Post(() => Fail(path, UsageErrors.UsageFileUnreadable(path, exception)));
        }
    }

    private void Read(string path, int number, Action<UsageFault> report, Action<int> advance, CancellationToken stop)
    {
        if (Before is null)
        {
            reader.ReadFile(path, number, report, advance, stop);
            return;
        }

        LogPlace? before = Before.GetValueOrDefault(path);
        LogPlace? place = reader.ReadChanges(path, number, before, Now, report, advance, stop);
        if (place is not null && ReferenceEquals(place, before))
        {
            Interlocked.Increment(ref _skipped);
        }
        else if (place is not null)
        {
            _places.Add(place);
        }
    }

    private void Count(int bytes, PipelinePump pump)
    {
        long all = Interlocked.Add(ref _bytes, bytes);
        long reported = Interlocked.Read(ref _reported);
        if (all - reported >= BytesPerReport && Interlocked.CompareExchange(ref _reported, all, reported) == reported)
        {
            pump.Post(() => Advance(all));
        }
    }

    private static bool IsLog(string name) =>
        Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) || LogAgents.IsDatabase(name);
}
