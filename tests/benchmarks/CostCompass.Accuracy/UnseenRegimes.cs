namespace CostCompass.Accuracy;

/// <summary>Families of made-up accounts on which nothing was tuned: they were scored once, when the constants were settled. Each account draws its own parameters.</summary>
internal static class UnseenRegimes
{
    private const int Week = 7;

    /// <summary>The families.</summary>
    public static IReadOnlyDictionary<string, Func<RandomDraws, int, double[]>> All { get; } =
        new Dictionary<string, Func<RandomDraws, int, double[]>>
        {
            ["weekdays with memory"] = WeekdaysWithMemory,
            ["sparse days"] = SparseDays,
            ["projects"] = Projects,
            ["business days"] = BusinessDays,
            ["decay"] = Decay,
            ["releases"] = Releases,
        };

    // Busy days are followed by busy ones, on top of a week of its own.
    private static double[] WeekdaysWithMemory(RandomDraws draws, int length)
    {
        double memory = draws.Between(0.3, 0.95);
        double spread = draws.Between(0.15, 0.5);
        double weekend = draws.Between(0.2, 0.9);
        double state = spread * draws.Normal();
        return SyntheticRegimes.Fill(length, day =>
        {
            state = (memory * state) + (spread * Math.Sqrt(1d - (memory * memory)) * draws.Normal());
            return (day % Week >= 5 ? weekend : 1d) * Math.Exp(state - (spread * spread / 2d));
        });
    }

    // Jobs come by chance, most days without any, and each costs something else.
    private static double[] SparseDays(RandomDraws draws, int length)
    {
        double jobs = draws.Between(0.1, 0.8);
        double variation = draws.Between(0.2, 1d);
        return SyntheticRegimes.Fill(length, _ =>
        {
            double amount = 0d;
            for (double wait = -Math.Log(draws.Uniform()); wait < jobs; wait -= Math.Log(draws.Uniform()))
            {
                amount += draws.Noise(variation) / jobs;
            }

            return amount;
        });
    }

    // A base, and projects on top that start by chance, overlap, and end after weeks.
    private static double[] Projects(RandomDraws draws, int length)
    {
        double variation = draws.Between(0.15, 0.5);
        double basis = draws.Between(0.1, 0.6);
        double hazard = 1d / draws.Between(25d, 90d);
        var ends = new List<(int Day, double Level)>();
        return SyntheticRegimes.Fill(length, day =>
        {
            if (day == 0 || draws.Uniform() < hazard)
            {
                ends.Add((day + 15 + draws.Below(76), draws.Between(0.2, 1d)));
            }

            return (basis + ends.Where(project => project.Day > day).Sum(project => project.Level)) * draws.Noise(variation);
        });
    }

    // Nothing at weekends, on a holiday now and then, and in a break of one or two weeks each half year.
    private static double[] BusinessDays(RandomDraws draws, int length)
    {
        double variation = draws.Between(0.1, 0.5);
        double holiday = draws.Between(0.01, 0.05);
        int firstBreak = draws.Below(180);
        int breakLength = Week * (1 + draws.Below(2));
        return SyntheticRegimes.Fill(length, day =>
        {
            bool isBreak = day >= firstBreak && (day - firstBreak) % 180 < breakLength;
            bool isHoliday = draws.Uniform() < holiday;
            return day % Week >= 5 || isBreak || isHoliday ? 0d : draws.Noise(variation);
        });
    }

    // A migration away: spend falls towards a floor.
    private static double[] Decay(RandomDraws draws, int length)
    {
        double floor = draws.Between(0d, 0.3);
        double halfLife = draws.Between(60d, 400d);
        double variation = draws.Between(0.1, 0.5);
        return SyntheticRegimes.Fill(length, day => (floor + ((1d - floor) * Math.Pow(0.5, day / halfLife))) * draws.Noise(variation));
    }

    // Each release brings a peak that wears off until the next one.
    private static double[] Releases(RandomDraws draws, int length)
    {
        double variation = draws.Between(0.1, 0.4);
        double height = draws.Between(0.5, 3d);
        double pace = draws.Between(4d, 15d);
        int shortest = 14 + draws.Below(20);
        int next = draws.Below(shortest);
        double peak = 0d;
        return SyntheticRegimes.Fill(length, day =>
        {
            peak *= Math.Exp(-1d / pace);
            if (day == next)
            {
                peak += height;
                next += shortest + draws.Below(15);
            }

            return (1d + peak) * draws.Noise(variation);
        });
    }
}
