using System.Globalization;
using CostCompass.Truth.Demand;
using CostCompass.Truth.Reports;
using CostCompass.Truth.Scenarios;

// Rules are tuned on some regimes and seeds (--development) and checked on the other regimes with other seeds (--seed N; 201 by default). --small plays a few accounts.
bool isDevelopment = args.Contains("--development", StringComparer.Ordinal);
bool isSmall = args.Contains("--small", StringComparer.Ordinal);
int option = Array.IndexOf(args, "--seed");
int seed = option >= 0 ? int.Parse(args[option + 1], CultureInfo.InvariantCulture) : isDevelopment ? 1 : 201;
IReadOnlyList<DemandRegime> regimes = DemandRegime.All.Where(regime => regime.IsForDevelopment == isDevelopment).ToList();
new TruthBench(regimes, [seed], isSmall ? [2, 50] : [0.5, 2, 10, 50]).Run();
new TruthReport(Console.Out).Write();
