using System.Text;
using static CostCompass.Logs.Tests.Metered;

namespace CostCompass.Logs.Tests;

/// <summary>What was damaged is named line by line, never counted with other figures and never left out in silence.</summary>
public sealed class DamagedLogTests
{
    [Theory]
    [InlineData("cache_read_input_tokens", "cache_re\u00C3d_input_tokens")]
    [InlineData("\"usage\"", "\"us\u0080ge\"")]
    [InlineData("\"model\":\"deepseek", "\"model\":\"deep\u00FFseek")]
    [InlineData("say ", "say \u00C0\u00AF")]
    [InlineData("say ", "say \u00ED\u00A0\u0080")]
    public void ALineThatIsNoUtf8_IsAFault_AndTheRestIsCounted(string whole, string damaged)
    {
        string line = Line("a", Noon, 5).Replace(whole, damaged, StringComparison.Ordinal);

        (List<MeteredCall> calls, List<UsageFault> faults) = Read(Encoding.Latin1.GetBytes(Line("b", Noon, 6) + "\n" + line + "\n" + Line("c", Noon, 7)));

        Assert.Equal(["b", "c"], calls.Select(call => call.Id));
        Assert.Equal((2L, "UsageUnreadable", "is not valid UTF-8"), (Assert.Single(faults).Line, faults[0].ErrorId, faults[0].Message));
    }

    [Fact]
    public void HalfOfACharacterInUtf16_IsAFault()
    {
        byte[] line = Encoding.Unicode.GetBytes("\uFEFF" + Line("a", Noon, 5).Replace("cache_read", "cache_re\u1234d", StringComparison.Ordinal) + "\n" + Line("b", Noon, 6));
        int at = line.AsSpan().IndexOf((byte[])[0x34, 0x12]);
        (line[at], line[at + 1]) = (0x00, 0xD8);

        (List<MeteredCall> calls, List<UsageFault> faults) = Read(line);

        Assert.Equal("b", Assert.Single(calls).Id);
        Assert.Equal((1L, "UsageUnreadable"), (Assert.Single(faults).Line, faults[0].ErrorId));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("null")]
    [InlineData("\"x\" ")]
    public void AValueBeforeADocumentOnItsLine_IsAFault(string value) =>
        Assert.Equal("UsageUnreadable", Fault(value + Line("a", Noon, 5)).ErrorId);

    [Theory]
    [InlineData("x")]
    [InlineData("y{")]
    [InlineData("\"")]
    [InlineData(":")]
    [InlineData("event: ")]
    [InlineData("id:")]
    [InlineData("]")]
    [InlineData("\u00e9")]
    public void AfterABadLine_EveryFurtherOneIsNamedToo(string before)
    {
        string call = Line("b", Noon, 6);

        (List<MeteredCall> calls, List<UsageFault> faults) = Read($"{Line("a", Noon, 5)}\nx{call}\n{before}{call}\n{before}{call}\n{Line("c", Noon, 7)}");

        Assert.Equal(["a", "c"], calls.Select(one => one.Id));
        Assert.Equal([(2L, "UsageUnreadable"), (3L, "UsageUnreadable"), (4L, "UsageUnreadable")], faults.Select(fault => (fault.Line, fault.ErrorId)));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    public void FilesPutOneBehindTheOther_MayEachHaveAByteOrderMark(string end)
    {
        (List<MeteredCall> calls, List<UsageFault> faults) = Read(
            $"\uFEFF{Line("a", Noon, 5)}{end}\uFEFF{Line("b", Noon, 6)}\n{{\"message\":{{\"usage\":\nx{Line("c", Noon, 7)}\n\uFEFF{Line("d", Noon, 8)}\n");

        Assert.Equal(["a", "b", "d"], calls.Select(call => call.Id));
        Assert.Equal(end.Length == 0 ? [2L, 3L] : [3L, 4L], faults.Select(fault => fault.Line));
    }

    [Fact]
    public void AByteOrderMark_IsKnownAtEveryEdgeOfTheBuffer()
    {
        string line = Line("a", Noon, 5);
        for (int size = (1 << 18) - 6; size < (1 << 18) + 6; size++)
        {
            string text = line + "\n{\"x\":\"" + new string('x', size - line.Length - 9) + "\"}";
            (List<MeteredCall> calls, List<UsageFault> faults) = Read(text + "\uFEFF" + Line("b", Noon, 6));

            Assert.Equal(["a", "b"], calls.Select(call => call.Id));
            Assert.Empty(faults);
        }
    }
}
