using System.Diagnostics;
using System.Globalization;
using CostCompass.Balances;
using CostCompass.Spending;

// Derives the windows of an array of snapshots on one core, beside one pass over the same array that only subtracts:
// dotnet run -c Release --project tests/benchmarks/CostCompass.Windows [snapshots] [runs]
int count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5_000_000;
int runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;
var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
var snapshots = new BalanceSnapshot[count];
decimal balance = 100m;
for (int index = 0; index < count; index++)
{
    // A cent or three in each step, granted credit in between, and a top-up whenever the balance is low.
    balance -= 0.01m * (1 + (index % 3));
    if (balance < 5m)
    {
        balance += 100m;
    }

    DateTimeOffset at = start.AddSeconds(30L * index);
    snapshots[index] = new BalanceSnapshot(at, at, BalanceLevels.OfTotal(balance));
}

Run("one pass that subtracts", () =>
{
    decimal sum = 0m;
    for (int index = 1; index < snapshots.Length; index++)
    {
        decimal fall = snapshots[index - 1].Levels.Total - snapshots[index].Levels.Total;
        sum += fall > 0m ? fall : 0m;
    }

    return sum;
});
Run("WindowDerivation", () =>
{
    var derivation = new WindowDerivation();
    decimal sum = 0m;
    foreach (ref readonly BalanceSnapshot snapshot in snapshots.AsSpan())
    {
        sum += derivation.Next(snapshot).Amount ?? 0m;
    }

    return sum;
});
Run("SpendHistory.Derive", () => SpendHistory.Derive(snapshots, DateTimeOffset.MaxValue).Sum(step => step.Window.Amount ?? 0m));

void Run(string name, Func<decimal> work)
{
    _ = work();
    var times = new List<double>();
    long before = GC.GetAllocatedBytesForCurrentThread();
    decimal sum = 0m;
    for (int run = 0; run < runs; run++)
    {
        long began = Stopwatch.GetTimestamp();
        sum = work();
        times.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    double allocated = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / runs / count;
    times.Sort();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-24} {count / times[runs / 2] / 1e6,8:0.0} million readings/s   {allocated,8:0.000} bytes each   sum {sum}"));
}
