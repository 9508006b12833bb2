using CostCompass.Storage.Sqlite;

namespace CostCompass.SoakWorker;

/// <summary>Processes that all write one store, each a history of its own and one that they share, while others read.</summary>
internal static class ManyProcesses
{
    private const int Spacing = 64;
    private static readonly BalanceSeriesKey Shared = Histories.Series("shared");

    /// <summary>A process that writes until its time is over, and then says how often it did.</summary>
    public static void Write(string home, int writer, double seconds)
    {
        var store = new SqliteCostStore(home);
        long written = 0;
        TimeSpan slowest = TimeSpan.Zero;
        for (var clock = System.Diagnostics.Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds; written++)
        {
            TimeSpan before = clock.Elapsed;
            DateTimeOffset at = Histories.Start.AddMicroseconds((written * Spacing) + writer);
            store.Record([Histories.Reading(Own(writer), written, at), Histories.Reading(Shared, (written * Spacing) + writer, at)]);
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, (clock.Elapsed - before).Ticks));
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written} {slowest.TotalSeconds:0.0}"));
    }

    /// <summary>A process that reads until its time is over: each history in order, and never less of it than before.</summary>
    public static void Read(string home, double seconds)
    {
        var store = new SqliteCostStore(home);
        long reads = 0;
        int before = 0;
        for (var clock = System.Diagnostics.Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds; reads++)
        {
            _ = store.ReadSeries();
            DateTimeOffset last = DateTimeOffset.MinValue;
            int count = 0;
            foreach (BalanceSnapshot snapshot in store.ReadSnapshots(Shared, DateTimeOffset.MinValue, DateTimeOffset.MaxValue))
            {
                if (snapshot.FirstSeen <= last)
                {
                    throw new InvalidOperationException("The history is out of order.");
                }

                last = snapshot.LastSeen;
                count++;
            }

            if (count < before)
            {
                throw new InvalidOperationException("Of the history something is gone.");
            }

            before = count;
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reads} 0"));
    }

    /// <summary>Starts them all and looks at what they have left.</summary>
    public static SoakResult Run(int writers, int readers, double seconds)
    {
        var tally = new Tally();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("costcompass-many-");
        string home = Path.Combine(folder.FullName, "home");
        string time = seconds.ToString(CultureInfo.InvariantCulture);
        List<ChildProcess> writing = [.. Enumerable.Range(0, writers).Select(writer => ChildProcess.Start("write", home, writer.ToString(CultureInfo.InvariantCulture), time))];
        List<ChildProcess> reading = [.. Enumerable.Range(0, readers).Select(_ => ChildProcess.Start("read", home, time))];
        (long[] written, double slowest) = Ends(writing, tally);
        (long[] reads, _) = Ends(reading, tally);
        foreach (long count in written)
        {
            tally.Try(count);
        }

        try
        {
            Look(new SqliteCostStore(home), written, tally);
        }
        catch (CostException failure)
        {
            tally.Blame($"{failure.ErrorId}: {failure.Message}");
        }

        folder.Delete(recursive: true);
        return tally.Result(
            string.Create(CultureInfo.InvariantCulture, $"{writers} processes write and {readers} read for {seconds} s"),
            string.Create(CultureInfo.InvariantCulture, $"{written.Sum()} writes, {reads.Sum()} whole reads, slowest write {slowest:0.0} s")) with { Tried = written.Sum() };
    }

    private static (long[] Counts, double Slowest) Ends(List<ChildProcess> processes, Tally tally)
    {
        var counts = new List<long>();
        double slowest = 0;
        foreach (ChildProcess process in processes)
        {
            (IReadOnlyList<string> lines, string errors) = process.Wait();
            tally.Expect(errors.Length == 0, errors.Split('\n')[0]);
            string[] figures = lines.Count > 0 ? lines[^1].Split(' ') : ["0", "0"];
            counts.Add(long.Parse(figures[0], CultureInfo.InvariantCulture));
            slowest = Math.Max(slowest, double.Parse(figures[1], CultureInfo.InvariantCulture));
            process.Dispose();
        }

        return ([.. counts], slowest);
    }

    private static void Look(SqliteCostStore store, long[] written, Tally tally)
    {
        foreach (CostStoreCheck check in store.Care.Check().Where(check => !check.IsOk))
        {
            tally.Blame($"{check.Check}: {check.Finding}");
        }

        var expected = new List<long>();
        for (int writer = 0; writer < written.Length; writer++)
        {
            long[] own = [.. Histories.Numbers(store, Own(writer))];
            for (long missing = own.Length; missing < written[writer]; missing++)
            {
                tally.Lose($"a snapshot of writer {writer}");
            }

            tally.Expect(own.Select((number, index) => number == index).All(fits => fits), $"the history of writer {writer} is doubled or out of order");
            expected.AddRange(Enumerable.Range(0, (int)written[writer]).Select(number => ((long)number * Spacing) + writer));
        }

        long[] shared = [.. Histories.Numbers(store, Shared)];
        expected.Sort();
        foreach (long missing in expected.Except(shared))
        {
            tally.Lose($"the shared snapshot {missing}");
        }

        tally.Expect(shared.SequenceEqual(expected), "the shared history is doubled or out of order");
    }

    private static BalanceSeriesKey Own(int writer) => Histories.Series(string.Create(CultureInfo.InvariantCulture, $"writer{writer}"));
}
