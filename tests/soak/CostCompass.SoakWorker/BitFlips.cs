using System.Security.Cryptography;
using System.Text;
using CostCompass.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CostCompass.SoakWorker;

/// <summary>
/// Flips one random bit of a store at a time. Nothing may fail but with a failure for people, nothing that reads may change the file,
/// and it is counted what the checks find.
/// </summary>
internal static class BitFlips
{
    public static SoakResult Run(int times)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("costcompass-flips-");
        string home = Path.Combine(folder.FullName, "home");
        var store = new SqliteCostStore(home);
        Fill(store);
        byte[] sound = File.ReadAllBytes(store.FilePath);
        var random = new Random(4_711);
        var tally = new Tally();
        byte[] content = Content(store.FilePath)!;
        int found = 0;
        int refused = 0;
        int harmful = 0;
        int harmfulFound = 0;
        for (int flip = 0; flip < times; flip++)
        {
            tally.Try(0);
            byte[] flipped = [.. sound];
            int place = random.Next(flipped.Length);
            flipped[place] ^= (byte)(1 << random.Next(8));
            DeleteCompanions(store.FilePath);
            File.WriteAllBytes(store.FilePath, flipped);
            string what = string.Create(CultureInfo.InvariantCulture, $"byte {place}");
            bool isHarmful = !content.SequenceEqual(Content(store.FilePath) ?? []);
            bool isFound = Attempt(() => store.Care.Check().Any(check => !check.IsOk), tally, what) ?? true;
            found += isFound ? 1 : 0;
            harmful += isHarmful ? 1 : 0;
            harmfulFound += isHarmful && isFound ? 1 : 0;
            bool isRefused = false;
            foreach (Action read in Reads(store))
            {
                isRefused |= Attempt(() => { read(); return true; }, tally, what) is null;
            }

            refused += isRefused ? 1 : 0;
            if (!File.ReadAllBytes(store.FilePath).AsSpan().SequenceEqual(flipped))
            {
                tally.Blame($"a command that reads has changed the file ({what})");
            }

            bool isWritten = Attempt(() => { store.Record([Histories.Reading(Histories.Series("account0"), 90_000, Histories.Start.AddYears(1))]); return true; }, tally, what) ?? false;
            if (!isWritten && !File.ReadAllBytes(store.FilePath).AsSpan().SequenceEqual(flipped))
            {
                tally.Blame($"a write that failed has changed the file ({what})");
            }
        }

        folder.Delete(recursive: true);
        return tally.Result(
            "Single bits of a store flipped",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{harmful} change what is read, and Test-CostStore finds {harmfulFound} of them; of all it finds {found}, and reading alone refuses {refused}; the store has {sound.Length / 1024} kB"));
    }

    // What is read of all tables, as a digest; null when it cannot be read. Much of a file is space that is not used.
    private static byte[]? Content(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        using var text = new MemoryStream();
        try
        {
            connection.Open();
            List<string> tables = [.. Rows(connection, "SELECT name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name").SelectMany(row => row)];
            tables.ForEach(table => text.Write(Encoding.UTF8.GetBytes(table)));
            foreach (string table in Rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").SelectMany(row => row).ToList())
            {
                foreach (string value in Rows(connection, $"SELECT * FROM \"{table}\"").SelectMany(row => row))
                {
                    text.Write(Encoding.UTF8.GetBytes(value + '|'));
                }
            }
        }
        catch (Exception exception) when (exception is SqliteException or InvalidOperationException or ArgumentException or InvalidCastException or OverflowException)
        {
            return null;
        }

        return SHA256.HashData(text.ToArray());
    }

    private static IEnumerable<string[]> Rows(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The names of tables come from the file that is looked at.
        command.CommandText = sql;
#pragma warning restore CA2100
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            var values = new string[reader.FieldCount];
            for (int column = 0; column < values.Length; column++)
            {
                values[column] = Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!;
            }

            yield return values;
        }
    }

    private static IEnumerable<Action> Reads(SqliteCostStore store) =>
    [
        () => store.ReadStatus(),
        () => store.ReadAccounts(),
        () => store.ReadSeries(),
        () => store.ReadEvents(),
        () => store.Budgets.Read(),
        () => store.ExchangeRates.Read(),
        () => store.Subscriptions.Read(),
        () => store.PriceTables.Read(),
        () => store.Quotes.Read(DateTimeOffset.UnixEpoch),
        () =>
        {
            foreach (int account in Enumerable.Range(0, 4))
            {
                _ = Histories.Numbers(store, Histories.Series("account" + account)).Count();
            }
        },
    ];

    // What fails otherwise than for people ends here as wrong, with its name.
    private static T? Attempt<T>(Func<T> action, Tally tally, string what)
        where T : struct
    {
        try
        {
            return action();
        }
        catch (CostException)
        {
            return null;
        }
#pragma warning disable CA1031 // Whatever else comes is what is looked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            tally.Blame($"{exception.GetType().Name} at {what}: {exception.Message} {exception.StackTrace?.Split('\n')[0]}");
            return null;
        }
    }

    private static void DeleteCompanions(string path)
    {
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
    }

    private static void Fill(SqliteCostStore store)
    {
        for (int account = 0; account < 4; account++)
        {
            store.SaveAccount(new CostAccount
            {
                Name = "account" + account, Provider = "DeepSeek", BaseUri = new Uri("https://api.deepseek.com/"), KeySource = KeySource.Vault,
            });
            BalanceSeriesKey series = Histories.Series("account" + account);
            store.Record([.. Enumerable.Range(0, 600).Select(number => Histories.Reading(series, number, Histories.Start.AddMinutes(number)))]);
            store.AddEvents(
            [
                .. Enumerable.Range(0, 20).Select(number => new CostBalanceEvent
                {
                    Account = series.Account.Text,
                    Currency = "USD",
                    Kind = BalanceEventKind.TopUp,
                    Amount = 1m + number,
                    At = Histories.Start.AddHours(number),
                    RecordedAt = Histories.Start.AddHours(number),
                }),
            ]);
        }

        store.Budgets.Save(new CostBudget { Name = "all", Amount = 50m, Currency = "USD" });
    }
}
