using System.IO.Compression;
using System.Text;
using static CostCompass.Logs.Tests.Metered;

namespace CostCompass.Logs.Tests;

/// <summary>Of a damaged packed file, all that can be unpacked is counted, and the damage is always told.</summary>
public sealed class PackedLogTests
{
    private static readonly byte[] Half = Lines(0, 50);
    private static readonly byte[] Packed = Pack(Half, Lines(50, 50));

    [Fact]
    public void AWrongChecksum_LosesNoCall()
    {
        byte[] damaged = [.. Packed];
        damaged[^6] ^= 1;

        AssertBroken(damaged, 100);
    }

    [Theory]
    [InlineData(0xFF, 0xFF, 0xFF)]
    [InlineData(0x06, 0x00, 0x00)]
    public void DamageInTheMiddle_LeavesWhatStandsBefore(params int[] garbage) =>
        AssertBroken([.. FirstHalf(), .. garbage.Select(one => (byte)one), .. Packed[FirstHalf().Length..]], 50);

    [Fact]
    public void AFileThatWasCutOffBetweenTwoBlocks_IsNotTakenForAWholeOne() => AssertBroken(FirstHalf(), 50);

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void WhatFollowsThePackedText_IsTold(int length) => AssertBroken([.. Packed, .. Enumerable.Repeat((byte)'x', length)], 100);

    [Fact]
    public void ASecondPartThatWasCutOff_IsTold() => AssertBroken([.. Packed, .. Packed[..^9]], 100);

    [Fact]
    public void PackedParts_OneBehindTheOther_AreWhole()
    {
        byte[] other = Pack(Lines(100, 1_000), []);
        foreach (byte[] whole in (byte[][])[[.. Packed, .. other], [.. other, .. Packed], [.. other, .. Pack([], []), .. Packed]])
        {
            (List<MeteredCall> calls, List<UsageFault> faults) = Read(whole);
            Assert.Equal(1_100, calls.Count);
            Assert.Empty(faults);
        }
    }

    [Fact]
    public void EveryCut_IsTold_AndWhatIsCountedIsRight()
    {
        for (int length = 2; length < Packed.Length; length += length < Packed.Length - 30 ? 7 : 1)
        {
            (List<MeteredCall> calls, bool isBroken) = ReadBroken(Packed[..length]);

            Assert.True(isBroken, $"cut at {length}");
            Assert.Equal(Enumerable.Range(0, calls.Count).Select(number => $"id{number}:{number}"), calls.Select(call => $"{call.Id}:{call.OutputTokens}"));
        }
    }

    [Fact]
    public void EveryFlippedBit_IsTold()
    {
        // The first ten bytes tell of the time and the system, which nobody vouches for.
        for (int at = 10; at < Packed.Length; at += 3)
        {
            byte[] damaged = [.. Packed];
            damaged[at] ^= (byte)(1 << (at % 8));
            Assert.True(ReadBroken(damaged).IsBroken, $"byte {at}");
        }
    }

    private static void AssertBroken(byte[] packed, int calls)
    {
        (List<MeteredCall> found, bool isBroken) = ReadBroken(packed);
        Assert.True(isBroken);
        Assert.Equal(Enumerable.Range(0, calls).Select(number => (long)number), found.Select(call => call.OutputTokens));
    }

    private static (List<MeteredCall> Calls, bool IsBroken) ReadBroken(byte[] packed)
    {
        var reader = new LogReader(new MeterDefaults());
        bool isBroken = false;
        try
        {
            reader.Read(new MemoryStream(packed), "log", 0, _ => { });
        }
        catch (InvalidDataException)
        {
            isBroken = true;
        }

        return ([.. reader.Calls.TakeRest()], isBroken);
    }

    private static byte[] Lines(int first, int count) => Encoding.UTF8.GetBytes(
        string.Concat(Enumerable.Range(first, count).Select(number => Line($"id{number}", Noon, number) + "\n")));

    private static byte[] Pack(byte[] first, byte[] second)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(first);
            gzip.Flush();
            gzip.Write(second);
        }

        return packed.ToArray();
    }

    private static byte[] FirstHalf()
    {
        using var packed = new MemoryStream();
        using var gzip = new GZipStream(packed, CompressionLevel.Fastest);
        gzip.Write(Half);
        gzip.Flush();
        return packed.ToArray();
    }
}
