using CostCompass.Truth.Demand;
using CostCompass.Truth.Reports;
using CostCompass.Truth.Scenarios;

// Rules are tuned on some regimes and seeds (--development) and checked on all regimes with other seeds.
bool isDevelopment = args.Contains("--development", StringComparer.Ordinal);
IReadOnlyList<DemandRegime> regimes = DemandRegime.All.Where(regime => !isDevelopment || regime.IsForDevelopment).ToList();
IReadOnlyList<int> seeds = Enumerable.Range(isDevelopment ? 1 : 101, 4).ToList();
var bench = new TruthBench(regimes, seeds);
bench.Run();
new TruthReport(bench, regimes, Console.Out).Write();
