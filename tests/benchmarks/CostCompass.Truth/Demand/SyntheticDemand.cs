namespace CostCompass.Truth.Demand;

/// <summary>Demand with one known trait each.</summary>
internal static class SyntheticDemand
{
    public static IReadOnlyList<DemandRegime> Regimes { get; } =
    [
        Of("flat", true, (_, _) => 1),
        Of("weekly", true, (hour, _) => Workday(hour) * OfficeHour(hour)),
        new("bursty", false, true, Bursty),
        Of("level-shift", false, (hour, _) => hour < DemandRegime.Length / 2 ? 0.5 : 2),
        Of("trend", false, (hour, _) => 0.2 + (2.0 * hour / DemandRegime.Length)),
        new("random-walk", false, false, RandomWalk),
    ];

    private static DemandRegime Of(string name, bool isForDevelopment, Func<int, Random, double> demand) => new(
        name,
        false,
        isForDevelopment,
        seed =>
        {
            var chance = new Random(seed);
            return DemandRegime.Normalize(Enumerable.Range(0, DemandRegime.Length).Select(hour => demand(hour, chance)).ToArray());
        });

    private static double Workday(int hour) => hour / 24 % 7 < 5 ? 1 : 0.15;

    private static double OfficeHour(int hour) => hour % 24 is >= 8 and < 19 ? 1 : 0.1;

    // Most days are idle; a day of work is a few hours long and of any size.
    private static IReadOnlyList<double> Bursty(int seed)
    {
        var chance = new Random(seed);
        double[] hours = new double[DemandRegime.Length];
        for (int day = 0; day < hours.Length / 24; day++)
        {
            if (chance.NextDouble() < 0.6)
            {
                continue;
            }

            int first = chance.Next(6, 20);
            int length = Math.Min(24 - first, chance.Next(1, 7));
            double size = Math.Exp(1.2 * Chance.Normal(chance));
            Array.Fill(hours, size, (day * 24) + first, length);
        }

        return DemandRegime.Normalize(hours);
    }

    private static IReadOnlyList<double> RandomWalk(int seed)
    {
        var chance = new Random(seed);
        double level = 0;
        double[] hours = new double[DemandRegime.Length];
        for (int hour = 0; hour < hours.Length; hour++)
        {
            level += 0.08 * Chance.Normal(chance);
            hours[hour] = Math.Exp(level);
        }

        return DemandRegime.Normalize(hours);
    }
}
