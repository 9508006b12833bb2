using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using static CostCompass.Storage.Tests.Files.ExportSample;

namespace CostCompass.Storage.Tests.Files;

public sealed class HostileArchiveTests
{
    private static readonly string Told = Lines(CostHeader, "a,20261102,deepseek-flash,Paid,1,USD");

    [Theory]
    [InlineData("../cost-1.csv")]
    [InlineData("a/../../cost-1.csv")]
    [InlineData("..\\cost-1.csv")]
    [InlineData("/etc/cost-1.csv")]
    [InlineData("\\\\server\\cost-1.csv")]
    [InlineData("C:\\cost-1.csv")]
    [InlineData("./cost-1.csv")]
    [InlineData("cost-1.csv\u0007.csv")]
    public void AMemberWhoseNameLeadsOut_IsRefused(string name) => AssertRefused("ExportArchiveUnsafe", Zip((name, Told)));

    [Theory]
    [InlineData("../anything.txt")]
    [InlineData("inner.zip")]
    [InlineData("inner.tar.gz")]
    public void WhatNoExportHas_IsRefused_EvenBesideAGoodMember(string name) =>
        AssertRefused("ExportArchiveUnsafe", Zip(("cost-1.csv", Told), (name, "x")));

    [Fact]
    public void ALink_IsRefused() => AssertRefused("ExportArchiveUnsafe", Zip(archive =>
        Add(archive, "cost-1.csv", "/etc/passwd"u8.ToArray()).ExternalAttributes = unchecked((int)0xA1FF0000)));

    [Fact]
    public void TwoMembersOfOneName_AreRefused() => AssertRefused("ExportArchiveUnsafe", Zip(("a/cost-1.csv", Told), ("A\\cost-1.csv", Told)));

    [Fact]
    public void AnEncryptedMember_IsRefused()
    {
        byte[] archive = Zip(("cost-1.csv", Told));
        archive[6] |= 1;
        archive[Central(archive) + 8] |= 1;
        AssertRefused("ExportArchiveUnsafe", archive);
    }

    [Theory]
    [InlineData(1001)]
    [InlineData(5000)]
    public void ThousandsOfMembers_AreRefused(int count) => AssertRefused("ExportArchiveUnsafe", Zip(archive =>
    {
        for (int index = 0; index < count; index++)
        {
            archive.CreateEntry($"{index}.txt");
        }
    }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MembersBehindAZip64Record_AreRefused_BeforeTheyAreListed(bool isDirectoryNamed)
    {
        // Two directories: the ordinary record at the end names a small one, the ZIP64 record one with many members.
        byte[] many = Zip(archive =>
        {
            for (int index = 0; index < 2000; index++)
            {
                Add(archive, $"cost-{index}.csv", []);
            }
        });
        int end = many.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        uint directory = BinaryPrimitives.ReadUInt32LittleEndian(many.AsSpan(end + 16));
        byte[] record = new byte[56];
        "PK\u0006\u0006"u8.CopyTo(record);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(4), 44);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(24), 2000);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(32), 2000);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(40), (ulong)(end - directory));
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(48), directory);
        byte[] locator = new byte[20];
        "PK\u0006\u0007"u8.CopyTo(locator);
        BinaryPrimitives.WriteUInt64LittleEndian(locator.AsSpan(8), (ulong)end);
        BinaryPrimitives.WriteUInt32LittleEndian(locator.AsSpan(16), 1);
        byte[] last = many[end..];
        BinaryPrimitives.WriteUInt16LittleEndian(last.AsSpan(8), ushort.MaxValue);
        BinaryPrimitives.WriteUInt16LittleEndian(last.AsSpan(10), ushort.MaxValue);
        BinaryPrimitives.WriteUInt32LittleEndian(last.AsSpan(16), isDirectoryNamed ? (uint)(end + record.Length + locator.Length) : uint.MaxValue);

        AssertRefused("ExportArchiveDamaged", [.. many.AsSpan(0, end), .. record, .. locator, .. last]);
    }

    [Fact]
    public void AMemberThatSaysItHas3Gigabytes_IsRefused()
    {
        byte[] archive = Zip(("cost-1.csv", Told));
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(Central(archive) + 24), 3_000_000_000);
        AssertRefused("ExportTooLarge", archive);
    }

    [Fact]
    public void ABomb_IsRefusedByWhatComesOut()
    {
        byte[] bomb = Zip(archive => AddBlanks(archive, "cost-1.csv", 32 << 20));

        Assert.InRange(bomb.Length, 1, 160_000);
        AssertRefused("ExportArchiveBomb", bomb);
    }

    [Fact]
    public void ABombThatSaysItIsSmall_IsRefused()
    {
        byte[] bomb = Zip(archive => AddBlanks(archive, "cost-1.csv", 32 << 20));
        BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(Central(bomb) + 24), 1000);
        AssertRefused("ExportArchiveDamaged", bomb);
    }

    [Fact]
    public void ManyMembersThatUnfoldTogether_AreRefused_ThoughEachIsSmall() => AssertRefused("ExportArchiveBomb", Zip(archive =>
    {
        for (int index = 0; index < 20; index++)
        {
            AddBlanks(archive, $"cost-{index}.csv", 1 << 20);
        }
    }));

    [Fact]
    public void MoreThanAnyExportHas_IsRefused_WhateverItsRatio()
    {
        // Incompressible stuffing makes the archive large, so that the ratio stays low.
        byte[] stuffing = new byte[2 << 20];
        new Random(1).NextBytes(stuffing);
        AssertRefused("ExportTooLarge", Zip(archive =>
        {
            Add(archive, "stuffing.bin", stuffing);
            AddBlanks(archive, "cost-1.csv", 130 << 20);
            AddBlanks(archive, "cost-2.csv", 130 << 20);
        }));
    }

    [Fact]
    public void ATruncatedArchive_IsRefused_WhereverItIsCut()
    {
        byte[] archive = Zip(("cost-1.csv", Told), ("amount-1.csv", Lines(AmountHeader, "a,20261102,deepseek-flash,k,sk-k,output_tokens,1,1")));
        for (int length = 4; length < archive.Length; length++)
        {
            AssertRefused("ExportArchiveDamaged", archive[..length]);
        }
    }

    [Fact]
    public void AnArchiveWithAnAlteredByte_NeverTellsSomethingElse()
    {
        byte[] archive = Zip(("cost-1.csv", Told));
        for (int index = 0; index < archive.Length; index++)
        {
            byte[] altered = [.. archive];
            altered[index] ^= 0x55;
            try
            {
                Assert.Equal(1m, Assert.Single(Read("x.zip", altered).Costs).Cost);
            }
            catch (CostException failure)
            {
                Assert.StartsWith("Export", failure.ErrorId, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void AnArchiveWithoutMembers_SaysWhatIsMissing() => AssertRefused("ExportNotFound", Zip(("other.csv", Told)));

    [Fact]
    public void AMemberWhoseNameHoldsAKey_IsNotNamed()
    {
        byte[] archive = Zip(("cost-sk-made-up-key.csv", Lines(CostHeader, "a,never,deepseek-flash,Paid,1,USD")));

        CostException failure = Assert.Throws<CostException>(() => Read("x.zip", archive));

        Assert.Equal("ExportRowInvalid", failure.ErrorId);
        Assert.DoesNotContain("sk-", failure.ToString(), StringComparison.Ordinal);
    }

    private static void AssertRefused(string errorId, byte[] archive)
    {
        CostException failure = Assert.Throws<CostException>(() => Read("usage_data_2026_11.zip", archive));
        Assert.Equal(errorId, failure.ErrorId);
        Assert.Contains("Nothing was imported", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.RecommendedAction);
    }

    private static void AddBlanks(ZipArchive archive, string name, int length)
    {
        using Stream stream = archive.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(CostHeader + "\n"));

        // Rows of a blank, which a reader passes over.
        byte[] lines = [.. Enumerable.Repeat(" \n"u8.ToArray(), 1 << 19).SelectMany(line => line)];
        for (int written = 0; written < length; written += lines.Length)
        {
            stream.Write(lines);
        }
    }

    private static int Central(byte[] archive) => archive.AsSpan().IndexOf("PK\u0001\u0002"u8);
}
