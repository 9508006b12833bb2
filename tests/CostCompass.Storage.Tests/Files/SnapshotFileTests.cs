using System.Text;
using CostCompass.Storage.Files;
using CostCompass.Storage.Tests.Sqlite;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Files;

/// <summary>A file of snapshots that comes in part by part.</summary>
public sealed class SnapshotFileTests : IDisposable
{
    private readonly StoreInFolder _whole = new();
    private readonly StoreInFolder _parts = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Parts_MakeTheSameHistoryAsTheWhole(int rowsPerPart)
    {
        var random = new Random(rowsPerPart);
        for (int sample = 0; sample < 30; sample++)
        {
            // In the order of their first instants: rows that overlap, that are equal, and several of one instant.
            string[] rows =
            [
                .. Enumerable.Range(0, 25)
                    .Select(_ => (Account: random.Next(2) == 0 ? "a" : "b", First: random.Next(40), Length: random.Next(3) == 0 ? random.Next(12) : 0, Total: random.Next(3)))
                    .OrderBy(row => row.First)
                    .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Account}{sample},USD,{Noon.AddMinutes(row.First):O},{Noon.AddMinutes(row.First + row.Length):O},{row.Total}")),
            ];
            long whole = Import(_whole, rows, int.MaxValue);
            long parts = Import(_parts, rows, rowsPerPart);

            Assert.Equal(whole, parts);
            foreach (string account in (string[])["a", "b"])
            {
                BalanceSeriesKey key = Series with { Account = account + sample };
                Assert.Equal(_whole.Snapshots(key), _parts.Snapshots(key));
            }
        }

        Assert.All(_parts.Store.Care.Check(), check => Assert.True(check.IsOk, check.Finding));
    }

    [Fact]
    public void AFileThatChangesAfterItWasChecked_LeavesNothing()
    {
        using MemoryStream stream = Stream(["a,USD,2026-01-01T00:00:00Z,,1", "a,USD,2026-01-02T00:00:00Z,,2", "a,USD,2026-01-03T00:00:00Z,,3"]);
        SnapshotFile file = SnapshotFile.Check(stream, "x.csv", rowsPerPart: 1);
        foreach ((string row, string expected) in (List<(string, string)>)
        [
            ("a,USD,2026-01-03T00:00:00Z,,x", "ImportRowInvalid"),
            ("b,USD,2026-01-03T00:00:00Z,,3", "ImportFileChanged"),
            ("a,USD,2026-01-03T00:00:00Z,,3\na,USD,2026-01-04T00:00:00Z,,3", "ImportFileChanged"),
            ("", "ImportFileChanged"),
        ])
        {
            using MemoryStream changed = Stream(["a,USD,2026-01-01T00:00:00Z,,1", "a,USD,2026-01-02T00:00:00Z,,2", row]);
            stream.SetLength(0);
            changed.WriteTo(stream);

            Assert.Equal(expected, Assert.Throws<CostException>(() => Import(_whole, file)).ErrorId);
            Assert.Empty(_whole.Store.ReadSeries());
        }
    }

    [Fact]
    public void ManyRowsInAnyOrder_AreRefused_AndSortedOnesAreNot()
    {
        IEnumerable<string> sorted = Enumerable.Range(0, SnapshotFile.MostRowsTogether + 1).Select(row => string.Create(CultureInfo.InvariantCulture, $"a,USD,{Noon.AddMinutes(row):s}Z,,{row % 7}"));
        using MemoryStream ordered = Stream(sorted);
        using MemoryStream unordered = Stream(sorted.Skip(1).Append("a,USD,2020-01-01T00:00:00Z,,1").Append("a,USD,2020-01-01T00:00:00Z,,1"));
        using MemoryStream overlapping = Stream(sorted.Prepend($"a,USD,{Noon.AddDays(-1):s}Z,2027-01-01T00:00:00Z,9"));

        Assert.Equal(SnapshotFile.MostRowsTogether + 1, SnapshotFile.Check(ordered, "x.csv").Rows);
        foreach (MemoryStream refused in (MemoryStream[])[unordered, overlapping])
        {
            CostException failure = Assert.Throws<CostException>(() => SnapshotFile.Check(refused, "x.csv"));
            Assert.Equal("ImportFileNotSorted", failure.ErrorId);
            Assert.Contains("Sort the rows", failure.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ManySeries_AreRefused()
    {
        using MemoryStream stream = Stream(Enumerable.Range(0, SnapshotFile.MostSeries + 1).Select(row => string.Create(CultureInfo.InvariantCulture, $"a{row},USD,2026-01-01T00:00:00Z,,1")));

        Assert.Equal("ImportTooManySeries", Assert.Throws<CostException>(() => SnapshotFile.Check(stream, "x.csv")).ErrorId);
    }

    public void Dispose()
    {
        _whole.Dispose();
        _parts.Dispose();
    }

    private static MemoryStream Stream(IEnumerable<string> rows)
    {
        var stream = new MemoryStream();
        stream.Write(Encoding.UTF8.GetBytes("account,currency,first_seen,last_seen,total\n" + string.Join('\n', rows) + "\n"));
        return stream;
    }

    private static long Import(StoreInFolder home, IEnumerable<string> rows, int rowsPerPart)
    {
        using MemoryStream stream = Stream(rows);
        return Import(home, SnapshotFile.Check(stream, "x.csv", rowsPerPart: rowsPerPart));
    }

    private static long Import(StoreInFolder home, SnapshotFile file) => home.Store.Import(
        file.Accounts, file.ReadParts().Select(part => new SeriesImport(Series with { Account = part.Account, Currency = part.Currency }, part.Snapshots)));
}
