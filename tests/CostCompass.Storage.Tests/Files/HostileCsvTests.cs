using System.IO.Compression;
using System.Text;
using CostCompass.Storage.Files;

namespace CostCompass.Storage.Tests.Files;

/// <summary>CSV that somebody prepared: rows without an end, columns of one name, and cells that a message must not repeat.</summary>
public sealed class HostileCsvTests
{
    private const long Much = 512L << 20;
    private const string Snapshots = "account,currency,first_seen,total\n";
    private const string Records = "date,provider,amount,currency\n";

    // A key of each form: with a mark, a mark within the cell, and none at all.
    public static TheoryData<string> Keys => ["sk-madeup0123456789abcdef32f6", "my key: sk-madeup0123456789abcdef32f6", "vck_madeup0123456789", "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "Bearer AIzaMadeUp0123456789abcdefghijklmn"];

    [Theory]
    [InlineData(",")]
    [InlineData("\"\n\",")]
    [InlineData("a ,")]
    public void ARowWithoutAnEnd_IsRefused_BeforeItFillsTheMemory(string repeated)
    {
        foreach (string start in new[] { "", Snapshots, Records })
        {
            long before = GC.GetTotalAllocatedBytes();

            CostException failure = Assert.Throws<CostException>(() => Read(start, repeated));

            Assert.Equal("ImportRowInvalid", failure.ErrorId);
            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, Much);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("model,type,price,amount,utc_date\n")]
    public void AnArchiveWithARowWithoutAnEnd_IsRefused_BeforeItFillsTheMemory(string start)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream member = zip.CreateEntry("amount-1.csv", CompressionLevel.Fastest).Open();
            member.Write(Encoding.ASCII.GetBytes(start));
            for (int block = 0; block < 100; block++)
            {
                member.Write(Encoding.ASCII.GetBytes(string.Create(1 << 20, block, (span, seed) =>
                {
                    // Packs to a hundredth, so that the bound of the ratio does not stop it.
                    var random = new Random(seed);
                    span.Fill(',');
                    for (int at = 0; at < span.Length; at += 97)
                    {
                        span[at] = (char)('a' + random.Next(26));
                    }
                })));
            }
        }

        archive.Position = 0;
        long before = GC.GetTotalAllocatedBytes();

        CostException failure = Assert.Throws<CostException>(() => UsageExportReader.Read(archive, "export.zip"));

        Assert.Equal("ExportRowInvalid", failure.ErrorId);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, Much);
    }

    [Fact]
    public void ManyRows_AreRead_HoweverLongTheyAreTogether()
    {
        string rows = Snapshots + string.Concat(Enumerable.Range(0, 60_000).Select(second => $"team,USD,{new DateTime(2026, 1, 1).AddSeconds(second):s}Z,1.5\n"));
        using var reader = new SnapshotCsvReader(new StringReader(rows), "x.csv");

        Assert.True(rows.Length > 1 << 20);
        Assert.Equal(60_000, reader.ReadRows().Count());
    }

    [Theory]
    [InlineData("account,currency,first_seen,total,Total\nteam,USD,2026-01-01T00:00:00Z,1,99\n")]
    [InlineData("account,currency,first_seen,firstseen,total\nteam,USD,2026-01-01T00:00:00Z,2025-01-01T00:00:00Z,1\n")]
    public void ASnapshotFileThatNamesAColumnTwice_IsRefused(string text)
    {
        CostException failure = Assert.Throws<CostException>(() => new SnapshotCsvReader(new StringReader(text), "x.csv").ReadRows().ToList());

        Assert.Equal("ImportHeaderInvalid", failure.ErrorId);
        Assert.Contains("twice", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0,currency,first_seen,total\nteam,USD,2026-01-01T00:00:00Z,1\n")]
    [InlineData("account,+1,first_seen,total\nteam,USD,2026-01-01T00:00:00Z,1\n")]
    public void ANumber_IsNoNameOfAColumn(string text) =>
        Assert.Equal("ImportHeaderInvalid", Assert.Throws<CostException>(() => new SnapshotCsvReader(new StringReader(text), "x.csv").ReadRows().ToList()).ErrorId);

    [Theory]
    [InlineData("date,provider,amount,currency,Amount\n2026-01-01,OpenAI,1,USD,99\n")]
    [InlineData("date,provider,currency,provider,amount\n2026-01-01,OpenAI,USD,Other,1\n")]
    public void ACostFileThatNamesAColumnTwice_IsRefused(string text)
    {
        CostException failure = Assert.Throws<CostException>(() => new CostRecordCsvReader(new StringReader(text), "x.csv").ReadRows().ToList());

        Assert.Equal("ImportHeaderInvalid", failure.ErrorId);
        Assert.Contains("twice", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AColumnThatIsNotRead_MayComeTwice()
    {
        using var reader = new SnapshotCsvReader(new StringReader("note,account,note,currency,first_seen,total\na,team,b,USD,2026-01-01T00:00:00Z,1\n"), "x.csv");

        Assert.Single(reader.ReadRows());
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void AKeyInAWrongCell_IsNotRepeated(string key)
    {
        string[] secrets = [.. key.Split(' ').Where(part => part.Length > 12)];
        string[] files =
        [
            Snapshots + $"{key},USD,2026-01-01T00:00:00Z,1\n",
            Snapshots + $"team,{key},2026-01-01T00:00:00Z,1\n",
            Snapshots + $"team,USD,{key},1\n",
            Snapshots + $"team,USD,2026-01-01T00:00:00Z,{key}\n",
        ];
        foreach (string text in files.Skip(Accounts.AccountName.IsValid(key) ? 1 : 0))
        {
            CostException failure = Assert.Throws<CostException>(() => new SnapshotCsvReader(new StringReader(text), "x.csv").ReadRows().ToList());
            Assert.All(secrets, secret => Assert.DoesNotContain(secret[..12], failure.ToString(), StringComparison.Ordinal));
        }

        string[] records =
        [
            Records + $"{key},OpenAI,1,USD\n",
            Records + $"2026-01-01,OpenAI,{key},USD\n",
            Records + $"2026-01-01,OpenAI,1,{key}\n",
        ];
        foreach (string text in records)
        {
            CostException failure = Assert.Throws<CostException>(() => new CostRecordCsvReader(new StringReader(text), "x.csv").ReadRows().ToList());
            Assert.All(secrets, secret => Assert.DoesNotContain(secret[..12], failure.ToString(), StringComparison.Ordinal));
        }
    }

    private static void Read(string start, string repeated)
    {
        using var endless = new EndlessReader(start, repeated, 100_000_000);
        if (start == Records)
        {
            using var records = new CostRecordCsvReader(endless, "x.csv");
            _ = records.ReadRows().Count();
        }
        else
        {
            using var snapshots = new SnapshotCsvReader(endless, "x.csv");
            _ = snapshots.ReadRows().Count();
        }
    }

    // So many characters, none of which ends a row.
    private sealed class EndlessReader(string start, string repeated, long length) : TextReader
    {
        private long _at;

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            int read = 0;
            for (; read < buffer.Length && _at < length; read++, _at++)
            {
                buffer[read] = _at < start.Length ? start[(int)_at] : repeated[(int)((_at - start.Length) % repeated.Length)];
            }

            return read;
        }
    }
}
