using System.IO.Compression;
using System.Text;
using static CostCompass.Logs.Tests.Metered;

namespace CostCompass.Logs.Tests;

/// <summary>A file that isn't text is one fault and not one for each of its lines.</summary>
public sealed class BinaryFileTests
{
    [Fact]
    public void AZip_IsOneFault_ThatNamesTheCommandForExports()
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(archive.CreateEntry("usage.csv", CompressionLevel.NoCompression).Open());
            writer.Write(string.Concat(Enumerable.Repeat("a line\n", 500)));
        }

        UsageFault fault = OneFault(packed.ToArray());

        Assert.Equal((0L, "UsageFileNotText"), (fault.Line, fault.ErrorId));
        Assert.Contains("ZIP", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Import-DeepSeekExport", fault.Action, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\n\n\n")]
    [InlineData("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<<\n>>\n")]
    [InlineData("7z\u00bc\u00af\u0027\u001c\0\u0004\n\n\n\n")]
    [InlineData("\u007fELF\u0002\u0001\u0001\0\n\n\n")]
    public void AnyOtherBinary_IsOneFault(string latin) => Assert.Equal("UsageFileNotText", OneFault(Encoding.Latin1.GetBytes(latin)).ErrorId);

    [Fact]
    public void TheTailOfALog_ThatBeginsWithinACharacter_IsText()
    {
        byte[] text = Encoding.UTF8.GetBytes("漢 was said\"}\n" + Line("a", Noon, 5));

        (List<MeteredCall> calls, List<UsageFault> faults) = Read(text[1..]);

        Assert.Equal("a", Assert.Single(calls).Id);
        Assert.Equal(1, Assert.Single(faults).Line);
    }

    [Theory]
    [InlineData("{\"a\":\"\0\"}\n")]
    [InlineData("\uFEFF {\"a\0")]
    [InlineData("[\0")]
    public void ALogWithDamage_IsText(string damaged)
    {
        (List<MeteredCall> calls, List<UsageFault> faults) = Read(damaged + "\n" + Line("a", Noon, 5));

        Assert.Equal("a", Assert.Single(calls).Id);
        Assert.All(faults, fault => Assert.NotEqual("UsageFileNotText", fault.ErrorId));
    }

    private static UsageFault OneFault(byte[] bytes)
    {
        (List<MeteredCall> calls, List<UsageFault> faults) = Read(bytes);
        Assert.Empty(calls);
        return Assert.Single(faults);
    }
}
