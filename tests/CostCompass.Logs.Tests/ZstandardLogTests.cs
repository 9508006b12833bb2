using static CostCompass.Logs.Tests.AgentLines;
using static CostCompass.Logs.Tests.Metered;

namespace CostCompass.Logs.Tests;

/// <summary>Logs of many Zstandard frames, of which the last may be torn.</summary>
public sealed class ZstandardLogTests
{
    private static readonly string[] Frames =
    [
        HarnessHeader("s1") + "\n",
        Batch(0, 3),
        Batch(3, 1),
        Batch(4, 40),
    ];

    private static readonly int[] Outputs = [.. Enumerable.Range(0, 44).Select(Output)];

    [Fact]
    public void AllFrames_AreRead()
    {
        (List<MeteredCall> calls, List<UsageFault> faults) = Read(Zstandard(Frames));

        Assert.Empty(faults);
        Assert.Equal(Outputs, calls.Select(call => (int)call.OutputTokens));
        Assert.All(calls, call => Assert.Equal("s1", call.Origin!.Session));
    }

    [Fact]
    public void CutAtEveryByteOfItsLastFrame_ItGivesWhatIsWhole_AndNothingElse()
    {
        byte[] all = Zstandard(Frames);
        int before = Zstandard(Frames[..^1]).Length;
        int most = 0;
        for (int length = before; length <= all.Length; length++)
        {
            (List<MeteredCall> calls, List<UsageFault> faults) = Read(all[..length]);

            Assert.Empty(faults);
            Assert.InRange(calls.Count, Math.Max(4, most), 44);
            Assert.Equal(Outputs.Take(calls.Count), calls.Select(call => (int)call.OutputTokens));
            most = calls.Count;
        }

        Assert.Equal(44, most);
    }

    // Blocks of a frame that is being written come out one by one, and the last of them may end within a number.
    [Fact]
    public void CutWithinALongFrame_ItGivesTheLinesThatAreWhole()
    {
        var random = new Random(7);
        string long1 = string.Concat(Enumerable.Range(0, 1500).Select(number => Line(number, Convert.ToHexString(Bytes(random, 400)))));
        byte[] all = Zstandard(Frames[0], long1);
        int most = 0;
        for (int cut = 0; cut < 60; cut++)
        {
            (List<MeteredCall> calls, List<UsageFault> faults) = Read(all[..(Zstandard(Frames[0]).Length + (cut * (all.Length / 61)))]);

            Assert.Empty(faults);
            Assert.Equal(Enumerable.Range(0, calls.Count).Select(Output), calls.Select(call => (int)call.OutputTokens));
            most = Math.Max(most, calls.Count);
        }

        Assert.InRange(most, 200, 1499);
    }

    [Fact]
    public void CutAtEveryByteOfItsFirstFrame_ItIsNoFault()
    {
        byte[] all = Zstandard(Frames[0]);
        for (int length = 1; length < all.Length; length++)
        {
            (List<MeteredCall> calls, List<UsageFault> faults) = Read(all[..length]);
            Assert.Empty(calls);
            Assert.Empty(faults);
        }
    }

    [Fact]
    public void DamageWithinIt_IsTold_AfterWhatStandsBeforeIt()
    {
        byte[] damaged = [.. Zstandard(Frames[..2]), .. "no frame at all"u8, .. Zstandard(Frames[2..])];
        var reader = new LogReader(new MeterDefaults());

        Assert.Throws<InvalidDataException>(() => reader.Read(new MemoryStream(damaged), "log", 0, _ => { }));
        Assert.Equal(Outputs.Take(3), reader.Calls.TakeRest().Select(call => (int)call.OutputTokens));
    }

    private static string Batch(int first, int count) =>
        string.Concat(Enumerable.Range(first, count).Select(number => Line(number, "words")));

    private static string Line(int number, string text) =>
        HarnessMessage($"m{number}", number, 100 + number, Output(number), envelope: Envelope(number, AgentLines.Noon + number) + $"\"note\":\"{text}\",") + "\n";

    private static int Output(int number) => 123_456 + number;

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
