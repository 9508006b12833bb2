using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Core.Tests.Balances;

/// <summary>Rows as first-last=balance, or instant=balance for one reading, in microseconds after noon; files are parted by |.</summary>
public sealed class SnapshotMergeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    [Theory]
    [InlineData("0=10 0=9 0=8", "0-0:10 1-1:9 2-2:8")]
    [InlineData("0=10 0=9 0=8|0=10 0=9 0=8", "0-0:10 1-1:9 2-2:8")]
    [InlineData("0=8|0=9|0=10|0=8", "0-0:10 1-1:9 2-2:8")]
    [InlineData("50=0 70=0 90=0|60=5 80=5", "50-50:0 60-60:5 70-70:0 80-80:5 90-90:0")]
    [InlineData("60=5 80=5|50=0 70=0 90=0", "50-50:0 60-60:5 70-70:0 80-80:5 90-90:0")]
    [InlineData("50=0 70=0 90=0|60=5 80=5|50=0 70=0 90=0", "50-50:0 60-60:5 70-70:0 80-80:5 90-90:0")]
    [InlineData("50=0 90=0|60=5 80=5", "50-50:0 60-80:5 90-90:0")]
    [InlineData("60=5 80=5|50=0 90=0", "50-50:0 60-80:5 90-90:0")]
    [InlineData("0=10 30=10|60=10|90=9", "0-60:10 90-90:9")]
    [InlineData("0-60=10|30=9", "0-29:10 30-30:9 31-60:10")]
    [InlineData("30=9|0-60=10", "0-29:10 30-30:9 31-60:10")]
    [InlineData("0-60=10|30=9|0-60=10", "0-29:10 30-30:9 31-60:10")]
    [InlineData("0-60=10|0=9", "0-0:10 1-1:9 2-60:10")]
    [InlineData("0-60=10|60=9", "0-60:10 61-61:9")]
    [InlineData("0-60=10|50-90=10", "0-90:10")]
    public void Rows_MakeTheSameHistory(string files, string history)
    {
        MergedHistory merged = MergedHistory.Of(files.Split('|').Select(Read));

        Assert.Equal(history, Text(merged.Runs));
    }

    [Fact]
    public void AnyPartitionIntoFiles_InAnyOrder_HoweverOften_IsTheSameHistory() => Prop.ForAll(
        Files(meeting: false),
        AreTheSameHistoryHoweverImported).Check(Runs);

    [Fact]
    public void AnswersOfOneInstant_AreTheSameHistoryInAnyOrder() => Prop.ForAll(
        Files(meeting: true),
        AreTheSameHistoryHoweverImported).Check(Runs);

    [Fact]
    public void AnImport_IsWhatRecordingInTheOrderOfTimeGives() => Prop.ForAll(Files(meeting: false), files =>
    {
        IEnumerable<(DateTimeOffset, BalanceLevels)> readings = files
            .SelectMany(file => file).OrderBy(row => row.FirstSeen).Select(row => (row.FirstSeen, row.Levels));
        return MergedHistory.Of(files).Runs.SequenceEqual(PlacedSeries.Of(readings).Snapshots);
    }).Check(Runs);

    [Fact]
    public void TheRowsOfARecordedHistory_InAnyFiles_MakeThatHistoryAgain() => Prop.ForAll(Files(meeting: false), files =>
    {
        IReadOnlyList<BalanceSnapshot> recorded = MergedHistory.Of(files).Runs;
        BalanceSnapshot[][] parts = [.. recorded.Select((run, index) => (run, index)).GroupBy(one => one.index % 3).Select(part => part.Select(one => one.run).ToArray())];
        return MergedHistory.Of(parts).Runs.SequenceEqual(recorded) && MergedHistory.Of(parts.Reverse()).Runs.SequenceEqual(recorded);
    }).Check(Runs);

    [Fact]
    public void WhatWasSurelySeen_IsToldOfARun()
    {
        BalanceSnapshot run = MergedHistory.Of([Read("0=10 20=10 60=10")]).Runs.Single();

        Assert.Equal(TimeSpan.FromMicroseconds(40), run.LongestGap);
        Assert.Equal(Noon.AddMicroseconds(10), run.KnownAt(Noon.AddMicroseconds(50)).LastSeen);
        Assert.Equal(Noon, run.KnownAt(Noon.AddMicroseconds(30)).LastSeen);
        Assert.Equal(run, run.KnownAt(Noon.AddMicroseconds(60)));
    }

    private static bool AreTheSameHistoryHoweverImported(BalanceSnapshot[][] files)
    {
        IReadOnlyList<BalanceSnapshot> history = MergedHistory.Of(files).Runs;
        return IsSame(MergedHistory.Of([files.SelectMany(file => file)]))
            && IsSame(MergedHistory.Of(files.Reverse()))
            && IsSame(MergedHistory.Of([.. files, .. files]));

        bool IsSame(MergedHistory other) => other.Runs.Select(Shape).SequenceEqual(history.Select(Shape));
    }

    private static (DateTimeOffset First, DateTimeOffset Last, BalanceLevels Levels) Shape(BalanceSnapshot run) => (run.FirstSeen, run.LastSeen, run.Levels);

    private static Arbitrary<BalanceSnapshot[][]> Files(bool meeting)
    {
        Gen<(int At, int Level, int File)[]> rows = (from at in Gen.Choose(0, 12)
                                                     from level in Gen.Choose(0, 3)
                                                     from file in Gen.Choose(0, 3)
                                                     select (at, level, file)).ArrayOf();
        return Arb.From(rows, drawn => drawn.Select((_, index) => drawn.Where((_, other) => other != index).ToArray())).Convert(
            drawn => drawn
                .Select(row => (At: row.At * (meeting ? 1 : 10), row.Level, row.File))
                .DistinctBy(row => meeting ? (row.At, row.Level) : (row.At, 0))
                .GroupBy(row => row.File)
                .Select(file => file.Select(row => new BalanceSnapshot(
                    Noon.AddMicroseconds(row.At), Noon.AddMicroseconds(row.At), BalanceLevels.OfTotal(row.Level))).ToArray())
                .ToArray(),
            files => files.SelectMany((file, number) => file.Select(row => (
                (int)((row.FirstSeen - Noon).Ticks / TimeSpan.TicksPerMicrosecond) / (meeting ? 1 : 10), (int)row.Levels.Total, number))).ToArray());
    }

    private static BalanceSnapshot[] Read(string file) =>
    [
        .. file.Split(' ').Select(row => row.Split('=')).Select(pair =>
        {
            int[] span = [.. pair[0].Split('-').Select(instant => int.Parse(instant, null))];
            return new BalanceSnapshot(
                Noon.AddMicroseconds(span[0]), Noon.AddMicroseconds(span[^1]), BalanceLevels.OfTotal(int.Parse(pair[1], null)));
        }),
    ];

    private static string Text(IEnumerable<BalanceSnapshot> runs) => string.Join(' ', runs.Select(run => FormattableString.Invariant(
        $"{(run.FirstSeen - Noon).TotalMicroseconds}-{(run.LastSeen - Noon).TotalMicroseconds}:{run.Levels.Total}")));

    /// <summary>A history in memory, into which files are merged one by one.</summary>
    private sealed class MergedHistory
    {
        private IReadOnlyList<MergedRun> _merged = [];

        public IReadOnlyList<BalanceSnapshot> Runs => [.. _merged.Select(one => one.Run)];

        public static MergedHistory Of(IEnumerable<IEnumerable<BalanceSnapshot>> files)
        {
            var history = new MergedHistory();
            foreach (IEnumerable<BalanceSnapshot> file in files)
            {
                IEnumerable<BalanceSnapshot> stored = history._merged.SelectMany(one => one.Pieces.Count > 0 ? one.Pieces : [one.Run]);
                history._merged = SnapshotMerge.Merge(stored, file);
            }

            return history;
        }
    }
}
