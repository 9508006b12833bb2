using CostCompass.Balances;
using CostCompass.Spending;
using CostCompass.Truth.Accounts;
using CostCompass.Truth.Demand;
using CostCompass.Truth.Measures;
using CostCompass.Truth.Polling;

namespace CostCompass.Truth.Scenarios;

/// <summary>Plays every regime at every scale, polls it at every interval and measures what the rules make of it.</summary>
/// <param name="regimes">The regimes.</param>
/// <param name="seeds">The seeds: one account of each plan for each.</param>
internal sealed class TruthBench(IReadOnlyList<DemandRegime> regimes, IReadOnlyList<int> seeds)
{
    /// <summary>What a mean day costs, in units of the currency.</summary>
    public static IReadOnlyList<double> Scales { get; } = [0.5, 2, 10, 50];

    public MeasureGrid<ErrorMeasure> GrantedRemains { get; } = new();

    public MeasureGrid<ErrorMeasure> Unrecorded { get; } = new();

    public MeasureGrid<ErrorMeasure> UnrecordedGrants { get; } = new();

    public MeasureGrid<ErrorMeasure> Recorded { get; } = new();

    public MeasureGrid<ErrorMeasure> RecordedGrants { get; } = new();

    public MeasureGrid<ErrorMeasure> RecordedShownLate { get; } = new();

    public MeasureGrid<ErrorMeasure> Expiring { get; } = new();

    public MeasureGrid<ErrorMeasure> RecordedExpiring { get; } = new();

    public MeasureGrid<ErrorMeasure> Estimated { get; } = new();

    public MeasureGrid<ErrorMeasure> EstimatedGrants { get; } = new();

    public MeasureGrid<ExpiryFlagMeasure> ExpiryFlags { get; } = new();

    public MeasureGrid<HitMeasure> Suggested { get; } = new();

    public MeasureGrid<HitMeasure> SuggestedWithRecords { get; } = new();

    public InvariantCounter Invariants { get; } = new();

    public void Run()
    {
        foreach (DemandRegime regime in regimes)
        {
            foreach (int seed in seeds)
            {
                IReadOnlyList<double> demand = regime.Hours(seed);
                foreach (double scale in Scales)
                {
                    Play(regime.Name, demand, scale, (seed * 10) + Scales.ToList().IndexOf(scale) + (seed % 2));
                }
            }
        }
    }

    private void Play(string regime, IReadOnlyList<double> demand, double scale, int seed)
    {
        var withoutGrants = new TrueAccount(AccountPlan.NoGrants, demand, scale, seed);
        var granted = new TrueAccount(AccountPlan.GrantedThroughout, demand, scale, seed);
        var grants = new TrueAccount(AccountPlan.Grants, demand, scale, seed);
        var expiring = new TrueAccount(AccountPlan.ExpiringGrants, demand, scale, seed);
        var late = new TrueAccount(AccountPlan.NoGrants, demand, scale, seed, TrueAccount.MostLag);
        foreach (PollingInterval interval in PollingInterval.All)
        {
            PolledHistory Poll(TrueAccount account) => new(account, interval.Duration, seed);
            Measure(GrantedRemains, Poll(granted), []);
            Measure(Unrecorded, Poll(withoutGrants), [], Estimated);
            Measure(Recorded, Poll(withoutGrants), [MovementKind.TopUp]);
            Measure(RecordedShownLate, Poll(late), [MovementKind.TopUp]);
            Measure(UnrecordedGrants, Poll(grants), [], EstimatedGrants);
            Measure(RecordedGrants, Poll(grants), [MovementKind.TopUp, MovementKind.Grant]);
            MeasureExpiries(Poll(expiring));
            MeasureSuggestions(Poll(withoutGrants));

            void Measure(MeasureGrid<ErrorMeasure> grid, PolledHistory history, MovementKind[] recorded, MeasureGrid<ErrorMeasure>? estimated = null)
            {
                decimal plain = PlainRule.Total(history.Snapshots);
                IReadOnlyList<CostBalanceEvent> records = history.Records(recorded);
                List<SpendWindow> windows = Windows(history, records);
                decimal ours = windows.Sum(window => window.Amount ?? 0m);
                grid.Add(regime, interval, measure => measure.Add(history.TrueSpend, ours, plain));
                CountInvariants(history, windows, ours, records.Count > 0);
                if (estimated is not null)
                {
                    decimal filled = windows.Sum(window => window.WithEstimate().Amount ?? 0m);
                    estimated.Add(regime, interval, measure => measure.Add(history.TrueSpend, filled, ours));
                }
            }

            void MeasureExpiries(PolledHistory history)
            {
                List<SpendWindow> windows = Windows(history, []);
                decimal plain = PlainRule.Total(history.Snapshots);
                decimal ours = windows.Sum(window => window.Amount ?? 0m);
                decimal low = windows.Sum(window => window.Low ?? 0m);
                Expiring.Add(regime, interval, measure => measure.Add(history.TrueSpend, ours, plain));
                ExpiryFlags.Add(regime, interval, measure => MeasureFlags(measure, history, windows));
                ExpiryFlags.Add(regime, interval, measure => measure.AddTotal(history.TrueSpend, ours, low));
                decimal recorded = Windows(history, history.Records(MovementKind.TopUp, MovementKind.Grant, MovementKind.Expiry)).Sum(window => window.Amount ?? 0m);
                RecordedExpiring.Add(regime, interval, measure => measure.Add(history.TrueSpend, recorded, plain));
            }

            void MeasureSuggestions(PolledHistory history)
            {
                IReadOnlyList<CostBalanceEvent> records = history.Records(MovementKind.TopUp);
                List<SpendWindow> windows = Windows(history, []);
                for (int index = 1; index < windows.Count; index++)
                {
                    if (windows[index].Quality == SpendQuality.LowerBound && history.Truths[index].TopUp > 0m)
                    {
                        decimal topUp = history.Truths[index].TopUp;
                        decimal? blind = windows[index].SuggestedTopUp;
                        decimal? informed = WithEarlierRecords(history, records, index).SuggestedTopUp;
                        Suggested.Add(regime, interval, measure => measure.Add(blind == topUp));
                        SuggestedWithRecords.Add(regime, interval, measure => measure.Add(informed == topUp));
                    }
                }
            }
        }
    }

    private static List<SpendWindow> Windows(PolledHistory history, IReadOnlyList<CostBalanceEvent> records) => SpendHistory
        .Derive(history.Snapshots, DateTimeOffset.MaxValue, new SeriesContext { Events = records })
        .Select(step => step.Window)
        .ToList();

    // The window as its owner sees it who has recorded every top-up before it.
    private static SpendWindow WithEarlierRecords(PolledHistory history, IReadOnlyList<CostBalanceEvent> records, int index)
    {
        DateTimeOffset from = history.Snapshots[index - 1].LastSeen;
        IEnumerable<BalanceSnapshot> near = history.Snapshots
            .Take(index + 1)
            .SkipWhile(snapshot => snapshot.LastSeen < from - WindowDerivation.LookBack - TimeSpan.FromDays(2));
        var context = new SeriesContext { Events = records.Where(record => record.At <= from).ToList() };
        return SpendHistory.Derive(near, DateTimeOffset.MaxValue, context).Last().Window;
    }

    private static void MeasureFlags(ExpiryFlagMeasure measure, PolledHistory history, List<SpendWindow> windows)
    {
        for (int index = 1; index < windows.Count; index++)
        {
            BalanceLevels before = history.Snapshots[index - 1].Levels;
            BalanceLevels after = history.Snapshots[index].Levels;
            bool isFlagged = windows[index].Quality == SpendQuality.PossibleExpiry;
            bool isTellable = after.Granted == 0m && after.ToppedUp == before.ToppedUp && after.ToppedUp > 0m;
            decimal truth = history.Truths[index].Spend;
            measure.AddWindow(history.Truths[index].Expired >= 0.02m, isTellable, isFlagged);
            if (isFlagged)
            {
                measure.Bounded.Add(windows[index].Low <= truth + 0.02m && windows[index].High >= truth - 0.02m);
            }
        }
    }

    private void CountInvariants(PolledHistory history, List<SpendWindow> windows, decimal total, bool isRecorded)
    {
        // A record of what the balance shows later puts the spend of two windows in one: there only the total is bounded.
        for (int index = 1; index < windows.Count && !isRecorded; index++)
        {
            Invariants.AddWindow(windows[index].Amount ?? 0m, history.Truths[index].Spend);
        }

        Invariants.AddTotal(total, history.TrueSpend, 1 + windows.Count(window => window.Quality == SpendQuality.LowerBound));
    }
}
