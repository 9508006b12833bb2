using CostCompass.Storage;
using CostCompass.Storage.Sqlite;

namespace CostCompass.SoakWorker;

/// <summary>Kills a process that records readings and imports files, and looks at the store after each time.</summary>
internal static class StoreKill
{
    private const int KillsPerStore = 100;
    private static readonly string[] Currencies = ["USD", "CNY"];

    /// <summary>The process that is killed: records and imports for ever, and reports each after it was written.</summary>
    public static void Work(string home)
    {
        var store = new SqliteCostStore(home);
        long next = LastOf(store) + 1;
        long import = store.ReadSeries().Count(series => series.Key.Account.Text.StartsWith("import", StringComparison.Ordinal));
        while (true)
        {
            // Like Update-CostSnapshot: the currencies of one answer in one transaction.
            store.Record([.. Currencies.Select(currency => Histories.Reading(Histories.Series("team", currency), next, Histories.Start.AddSeconds(next)))]);
            Report('S', next++);
            if (next % 4 == 0)
            {
                store.Import([Histories.Import(import)]);
                Report('I', import++);
            }
        }
    }

    /// <summary>Kills it so many times.</summary>
    public static SoakResult Run(int times, int parallel)
    {
        var tally = new Tally();
        Parallel.For(0, parallel, new ParallelOptions { MaxDegreeOfParallelism = parallel }, lane =>
        {
            var random = new Random(20_260 + lane);
            int own = (times / parallel) + (lane < times % parallel ? 1 : 0);
            for (int first = 0; first < own; first += KillsPerStore)
            {
                DirectoryInfo folder = Directory.CreateTempSubdirectory("costcompass-kill-");
                string home = Path.Combine(folder.FullName, "home");
                var snapshots = new HashSet<long>();
                var imports = new HashSet<long>();
                for (int kill = first; kill < Math.Min(own, first + KillsPerStore); kill++)
                {
                    KillOnce(home, random, tally, snapshots, imports);
                }

                folder.Delete(recursive: true);
            }
        });
        return tally.Result(
            "Processes killed while they record and import",
            string.Create(CultureInfo.InvariantCulture, $"{tally.Reported} writes were reported before the kills"));
    }

    private static void KillOnce(string home, Random random, Tally tally, HashSet<long> snapshots, HashSet<long> imports)
    {
        using ChildProcess child = ChildProcess.Start("write-for-ever", home);
        child.LiveUntil(random);
        tally.Expect(!child.HasExited, "a worker ended by itself");
        (IReadOnlyList<string> lines, string errors) = child.Kill();
        tally.Expect(errors.Length == 0, errors);
        foreach (string line in lines.Where(line => line.EndsWith('.')))
        {
            (line[0] == 'S' ? snapshots : imports).Add(long.Parse(line.AsSpan(1).TrimEnd('.'), CultureInfo.InvariantCulture));
        }

        tally.Try(lines.Count);
        try
        {
            Look(new SqliteCostStore(home), tally, snapshots, imports);
        }
        catch (CostException failure)
        {
            tally.Blame($"{failure.ErrorId}: {failure.Message}");
        }
    }

    /// <summary>Checks a store, and whether what was reported is there once and completely.</summary>
    public static void Look(SqliteCostStore store, Tally tally, HashSet<long> snapshots, HashSet<long> imports)
    {
        foreach (CostStoreCheck check in store.Care.Check().Where(check => !check.IsOk))
        {
            tally.Blame($"{check.Check}: {check.Finding}");
        }

        long[] usd = [.. Histories.Numbers(store, Histories.Series("team"))];
        long[] cny = [.. Histories.Numbers(store, Histories.Series("team", "CNY"))];
        tally.Expect(usd.SequenceEqual(cny), "one currency of an answer is there and the other is not");
        tally.Expect(usd.SequenceEqual(usd.Distinct().Order()), "snapshots are doubled or out of order");
        foreach (long missing in snapshots.Except(usd))
        {
            tally.Lose($"snapshot {missing}");
        }

        HashSet<long> found = [];
        foreach (StoredSeries series in store.ReadSeries().Where(series => series.Key.Account.Text.StartsWith("import", StringComparison.Ordinal)))
        {
            found.Add(long.Parse(series.Key.Account.Text.AsSpan("import".Length), CultureInfo.InvariantCulture));
            tally.Expect(Histories.Numbers(store, series.Key).Count() == Histories.ImportRows, $"half of {series.Key.Account} is there");
        }

        foreach (long missing in imports.Except(found))
        {
            tally.Lose($"import {missing}");
        }
    }

    private static long LastOf(SqliteCostStore store) =>
        store.ReadSeries().FirstOrDefault(series => series.Key == Histories.Series("team")) is { } team ? Histories.NumberOf(team.Newest.Levels.Total) : 0;

    // The dot says that the line is whole.
    private static void Report(char what, long number)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}{number}."));
        Console.Out.Flush();
    }
}
