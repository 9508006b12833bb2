using CostCompass.Storage.Files;

namespace CostCompass.SoakWorker.Files;

/// <summary>Files for <c>Import-CostSnapshot</c>, which checks a file completely and then reads it again in parts.</summary>
internal sealed class SnapshotFileSubject : FileSubject
{
    private static readonly string[][] _rows =
    [
        ["account", "currency", "first_seen", "last_seen", "total", "granted", "topped_up", "is_available"],
        ["home", "USD", "2026-11-01T00:00:00Z", "2026-11-01T06:00:00Z", "100.5", "10", "90.5", "true"],
        ["home", "USD", "2026-11-02T00:00:00Z", "2026-11-02T00:00:00Z", "98.123456789", "8", "90.123456789", "true"],
        ["work", "CNY", "2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z", "-0.25", "0", "-0.25", "false"],
    ];

    public override byte[] Make(FileMutator mutator) => mutator.Table(_rows);

    public override string? Read(byte[] file)
    {
        SnapshotFile checkedFile = SnapshotFile.Check(new MemoryStream(file), "file.csv", rowsPerPart: 1);
        var parts = checkedFile.ReadParts().ToList();
        var stated = StatedTable.Of(file);
        int read = parts.Sum(part => part.Snapshots.Count);
        if (stated.Count != read || stated.Count != checkedFile.Rows)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{checkedFile.Rows} rows were checked and {read} were read of {stated.Count}");
        }

        // The parts of a series have its rows in the order of the file.
        foreach (var series in parts.GroupBy(part => (part.Account, part.Currency)))
        {
            BalanceSnapshot[] snapshots = [.. series.SelectMany(part => part.Snapshots)];
            int[] rows = [.. Enumerable.Range(0, stated.Count).Where(row => IsOf(stated, row, series.Key.Account.ToString(), series.Key.Currency))];
            if (rows.Length != snapshots.Length)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{snapshots.Length} rows of {series.Key.Account} in {series.Key.Currency} were read of {rows.Length}");
            }

            for (int index = 0; index < rows.Length; index++)
            {
                if (Difference(stated, rows[index], snapshots[index]) is { } difference)
                {
                    return difference;
                }
            }
        }

        return null;
    }

    private static bool IsOf(StatedTable stated, int row, string account, string currency) =>
        string.Equals(account, stated.Cell(row, "account"), StringComparison.OrdinalIgnoreCase)
        && string.Equals(currency, stated.Cell(row, "currency"), StringComparison.OrdinalIgnoreCase);

    private static string? Difference(StatedTable stated, int row, in BalanceSnapshot snapshot)
    {
        if (stated.Cell(row, "total") is not { Length: > 0 } total
            || Math.Abs(decimal.Parse(total, NumberStyles.Float, CultureInfo.InvariantCulture) - snapshot.Levels.Total) > 0.0000000005m)
        {
            return $"row {row} has the total {snapshot.Levels.Total}";
        }

        // Forms of ISO 8601 that .NET doesn't read are not compared.
        return DateTimeOffset.TryParse(stated.Cell(row, "first_seen"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset first)
            && (first - snapshot.FirstSeen).Duration().Ticks > 10
            ? $"row {row} is first seen {snapshot.FirstSeen:O}"
            : null;
    }
}
