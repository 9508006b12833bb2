using System.Text;
using CostCompass.Storage.Files;

namespace CostCompass.SoakWorker.Files;

/// <summary>Files for <c>Import-CostSnapshot</c>.</summary>
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
        using var reader = new SnapshotCsvReader(new StreamReader(new MemoryStream(file), Encoding.UTF8), "file.csv");
        List<(string Account, string Currency, BalanceSnapshot Snapshot)> read = reader.ReadRows().ToList();
        var stated = StatedTable.Of(file);
        if (stated.Count != read.Count)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{read.Count} rows were read of {stated.Count}");
        }

        for (int row = 0; row < read.Count; row++)
        {
            (string account, string currency, BalanceSnapshot snapshot) = read[row];
            if (account != stated.Cell(row, "account") || !string.Equals(currency, stated.Cell(row, "currency"), StringComparison.OrdinalIgnoreCase))
            {
                return $"row {row} is of {account} in {currency}";
            }

            if (stated.Cell(row, "total") is not { Length: > 0 } total
                || Math.Abs(decimal.Parse(total, NumberStyles.Float, CultureInfo.InvariantCulture) - snapshot.Levels.Total) > 0.0000000005m)
            {
                return $"row {row} has the total {snapshot.Levels.Total}";
            }

            // Forms of ISO 8601 that .NET doesn't read are not compared.
            if (DateTimeOffset.TryParse(stated.Cell(row, "first_seen"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset first)
                && (first - snapshot.FirstSeen).Duration().Ticks > 10)
            {
                return $"row {row} is first seen {snapshot.FirstSeen:O}";
            }
        }

        return null;
    }
}
