namespace CostCompass.Accuracy;

/// <summary>Makes the accounts of a regime from a seed.</summary>
internal static class AccountFactory
{
    /// <summary>A year of history at the most, and room for the month after the next month's first day.</summary>
    public const int Longest = 365 + 63;

    /// <summary>The fewest days that have to follow an origin.</summary>
    public const int LeastAhead = 28;

    public static IEnumerable<Account> Synthetic(string regime, Func<RandomDraws, int, double[]> make, int seed, int count)
    {
        for (int number = 0; number < count; number++)
        {
            var draws = new RandomDraws(Mix(seed, regime, number));
            double size = Size(draws);
            DateOnly first = Start(draws);
            // Day 0 is a Monday, so that the weekend of a made-up week is the calendar's.
            first = first.AddDays(((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7);
            yield return new Account(first, [.. make(draws, Longest).Select(day => Money(day * size))], size);
        }
    }

    /// <summary>Half of the accounts are contiguous parts of the series, the other half is spliced from blocks of weeks.</summary>
    public static IEnumerable<Account> Real(DemandSeries series, int seed, int count)
    {
        for (int number = 0; number < count; number++)
        {
            var draws = new RandomDraws(Mix(seed, series.Name, number));
            double size = Size(draws);
            DateOnly first = Start(draws);
            (double[] spend, int weekday) = number % 2 == 0 ? series.Contiguous(draws) : series.Spliced(draws, Longest);
            first = first.AddDays((weekday - (int)first.DayOfWeek + 7) % 7);
            double mean = spend.Average();
            yield return new Account(first, [.. spend.Select(day => Money(day / mean * size))], size);
        }
    }

    private static double Size(RandomDraws draws) => Math.Exp(draws.Between(Math.Log(0.2), Math.Log(200d)));

    private static DateOnly Start(RandomDraws draws) => new DateOnly(2025, 1, 1).AddDays(draws.Below(365));

    private static double Money(double amount) => Math.Round(amount, 6);

    private static int Mix(int seed, string regime, int number)
    {
        uint hash = 2166136261;
        foreach (char letter in regime)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return (int)((hash ^ (uint)seed) * 2654435761) + number;
    }
}
