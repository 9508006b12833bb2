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
        stream.Position = stream.Length - 3;
        stream.Write(",x\n"u8);

        Assert.Equal("ImportRowInvalid", Assert.Throws<CostException>(() => Import(_whole, file)).ErrorId);
        Assert.Empty(_whole.Store.ReadSeries());

        stream.SetLength(stream.Length - 10);
        stream.Position = stream.Length;
        stream.Write("1\nb,USD,2026-01-03T00:00:00Z,,3\n"u8);
        Assert.Equal("ImportFileChanged", Assert.Throws<CostException>(() => Import(_whole, file)).ErrorId);
        Assert.Empty(_whole.Store.ReadSeries());
    }

    [Fact]
    public void ManyRowsInAnyOrder_AreRefused_AndSortedOnesAreNot()
    {
        IEnumerable<string> sorted = Enumerable.Range(0, SnapshotFile.MostRowsInAnyOrder + 1).Select(row => string.Create(CultureInfo.InvariantCulture, $"a,USD,{Noon.AddMinutes(row):s}Z,,{row % 7}"));
        using MemoryStream ordered = Stream(sorted);
        using MemoryStream unordered = Stream(sorted.Skip(1).Append("a,USD,2020-01-01T00:00:00Z,,1"));

        Assert.Equal(SnapshotFile.MostRowsInAnyOrder + 1, SnapshotFile.Check(ordered, "x.csv").Rows);
        CostException failure = Assert.Throws<CostException>(() => SnapshotFile.Check(unordered, "x.csv"));
        Assert.Equal("ImportFileNotSorted", failure.ErrorId);
        Assert.Contains("sort", failure.RecommendedAction, StringComparison.OrdinalIgnoreCase);
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
