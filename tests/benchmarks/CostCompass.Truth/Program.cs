using CostCompass.Truth.Demand;
using CostCompass.Truth.Reports;
using CostCompass.Truth.Scenarios;

// Rules are tuned on some regimes and seeds (--development) and checked on all regimes with other seeds. --small plays a few accounts.
bool isDevelopment = args.Contains("--development", StringComparer.Ordinal);
bool isSmall = args.Contains("--small", StringComparer.Ordinal);
IReadOnlyList<DemandRegime> regimes = DemandRegime.All.Where(regime => !isDevelopment || regime.IsForDevelopment).ToList();
IReadOnlyList<int> seeds = Enumerable.Range(isDevelopment ? 1 : 101, isSmall ? 2 : 4).ToList();
new TruthBench(regimes, seeds, isSmall ? [2, 50] : [0.5, 2, 10, 50]).Run();
new TruthReport(Console.Out).Write();
