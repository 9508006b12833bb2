using CostCompass.Balances;
using CostCompass.Spending;
using CostCompass.Truth.Accounts;
using CostCompass.Truth.Demand;
using CostCompass.Truth.Measures;
using CostCompass.Truth.Polling;

namespace CostCompass.Truth.Scenarios;

/// <summary>Plays every regime at every scale, polls it in every way and measures what the rules make of it.</summary>
/// <param name="regimes">The regimes.</param>
/// <param name="seeds">The seeds: one account of each plan for each.</param>
/// <param name="scales">What a mean day costs, in units of the currency.</param>
internal sealed class TruthBench(IReadOnlyList<DemandRegime> regimes, IReadOnlyList<int> seeds, IReadOnlyList<double> scales)
{
    // Each pool is rounded down by itself, so a fall can look larger or smaller by less than a cent in each.
    private const decimal Rounding = 0.02m;

    public void Run()
    {
        foreach (DemandRegime regime in regimes)
        {
            foreach (int seed in seeds)
            {
                IReadOnlyList<double> demand = regime.Hours(seed);
                for (int scale = 0; scale < scales.Count; scale++)
                {
                    foreach (IGrouping<(AccountPlan Plan, long Lag), Scenario> group in Scenario.All.GroupBy(one => (one.Plan, one.PaymentLag)))
                    {
                        int seedOfAccount = (seed * 10) + scale + (seed % 2);
                        var account = new TrueAccount(group.Key.Plan, demand, scales[scale], seedOfAccount, group.Key.Lag);
                        foreach (PollingInterval interval in PollingInterval.All)
                        {
                            var history = new PolledHistory(account, interval, seedOfAccount);
                            foreach (Scenario scenario in group)
                            {
                                Measure(scenario, history, interval);
                            }
                        }
                    }
                }
            }
        }
    }

    private static void Measure(Scenario scenario, PolledHistory history, PollingInterval interval)
    {
        List<SpendWindow> windows = Windows(history.Snapshots, history.Records(scenario.Recorded));
        decimal amount = windows.Sum(window => window.Amount ?? 0m);
        TotalMeasure totals = scenario.Totals[interval];

        // Between two runs without money coming in rounding begins anew.
        decimal rounding = Rounding * (1 + windows.Count(window => window.Quality == SpendQuality.LowerBound));
        totals.Add(history.TrueSpend, PlainRule.Total(history.Snapshots), amount, windows.Sum(window => window.WithEstimate().Amount ?? 0m), rounding);

        // A record of what the balance shows later puts the spend of two windows in one: there only the total is bounded.
        if (!scenario.IsRecorded)
        {
            for (int index = 1; index < windows.Count; index++)
            {
                Measure(scenario.Windows[interval], windows[index], history, index);
            }
        }
    }

    private static void Measure(WindowMeasure measure, in SpendWindow window, PolledHistory history, int index)
    {
        TrueWindow truth = history.Truths[index];
        measure.Count++;
        measure.BelowLow += window.Low > truth.Spend + Rounding ? 1 : 0;
        measure.AboveHigh += window.High < truth.Spend - Rounding ? 1 : 0;
        BalanceLevels before = history.Snapshots[index - 1].Levels;
        BalanceLevels after = history.Snapshots[index].Levels;
        bool isFlagged = window.Quality == SpendQuality.PossibleExpiry;
        if (truth.Expired >= Rounding)
        {
            measure.Expiry.Add(isFlagged);
        }
        else if (isFlagged)
        {
            measure.FlaggedInVain++;
        }

        if (window.Quality != SpendQuality.LowerBound)
        {
            measure.Closed.Add(window.High is not null);
            return;
        }

        measure.LowerBounds++;
        if (truth.TopUp > 0m && after.Granted <= before.Granted && after.Granted == 0m)
        {
            measure.Suggested.Add(window.SuggestedTopUp == truth.TopUp);
            DateTimeOffset from = history.Snapshots[index - 1].LastSeen;
            IEnumerable<BalanceSnapshot> near = history.Snapshots.Take(index + 1).SkipWhile(snapshot => snapshot.LastSeen < from - WindowDerivation.LookBack - TimeSpan.FromDays(2));
            IReadOnlyList<CostBalanceEvent> records = history.Records(MovementKind.TopUp).Where(record => record.At <= from).ToList();
            measure.SuggestedWithRecords.Add(Windows(near, records)[^1].SuggestedTopUp == truth.TopUp);
        }
    }

    private static List<SpendWindow> Windows(IEnumerable<BalanceSnapshot> snapshots, IReadOnlyList<CostBalanceEvent> records) => SpendHistory
        .Derive(snapshots, DateTimeOffset.MaxValue, new SeriesContext { Events = records })
        .Select(step => step.Window)
        .ToList();
}
