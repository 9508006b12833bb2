namespace CostCompass.Accuracy;

/// <summary>One account shortly after its baseline: what it has spent by then, and what a day of it costs in the four weeks that follow.</summary>
/// <param name="Series">The series that the account is of.</param>
/// <param name="IsAtWork">Whether the baseline is within a session of work; otherwise it is at any time.</param>
/// <param name="Minutes">The time since the baseline.</param>
/// <param name="Spent">The spend in that time.</param>
/// <param name="PerDay">The mean spend per day in the four weeks after it.</param>
internal readonly record struct EarlyDraw(string Series, bool IsAtWork, int Minutes, double Spent, double PerDay)
{
    private const int HoursPerDay = 24;
    private const int SlotMinutes = 10;
    private const int SlotsPerHour = 60 / SlotMinutes;
    private const int SlotsPerDay = HoursPerDay * SlotsPerHour;
    private const int OutcomeDays = 28;

    /// <summary>The times since the baseline at which an account is looked at, in minutes.</summary>
    public static IReadOnlyList<int> Times { get; } = [10, 20, 40, 60, 120, 240, 480, 720, 1080, 1430];

    /// <summary>Draws accounts from a series, each looked at after all of the <see cref="Times"/>. What has not spent anything yet, or never does, is left out.</summary>
    /// <param name="series">The series.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="accounts">How many accounts for each kind of start.</param>
    /// <param name="isService">Whether the account is a program that spends as the series does, around the clock, and not a person at work.</param>
    public static IEnumerable<EarlyDraw> Of(DemandSeries series, int seed, int accounts, bool isService = false)
    {
        var draws = new RandomDraws(seed);
        for (int account = 0; account < accounts; account++)
        {
            double[] spend = isService ? Evenly(series) : Sessions(series, draws);
            int lastStart = spend.Length - ((OutcomeDays + 1) * SlotsPerDay);
            int[] working = [.. Enumerable.Range(0, lastStart).Where(slot => spend[slot] > 0d)];
            foreach (bool isAtWork in (bool[])[false, true])
            {
                if (working.Length == 0)
                {
                    continue;
                }

                int start = isAtWork ? working[draws.Below(working.Length)] : draws.Below(lastStart);
                foreach (int minutes in Times)
                {
                    int origin = start + (minutes / SlotMinutes);
                    double spent = spend[start..origin].Sum();
                    double perDay = spend[origin..(origin + (OutcomeDays * SlotsPerDay))].Sum() / OutcomeDays;
                    if (spent > 0d && perDay > 0d)
                    {
                        yield return new EarlyDraw(series.Name, isAtWork, minutes, spent, perDay);
                    }
                }
            }
        }
    }

    // The series are sums over many people. An account is one of them: it works in sessions, most of them when the series is busy. How
    // often, how long and how hard differs from account to account, and how hard from session to session.
    private static double[] Sessions(DemandSeries series, RandomDraws draws)
    {
        double perDay = LogUniform(draws, 0.7, 1.7);
        double length = LogUniform(draws, 15d, 120d);
        double mean = series.Hours.Average(hours => hours.Sum());
        var spend = new double[series.Hours.Length * SlotsPerDay];
        for (int day = 0; day < series.Hours.Length; day++)
        {
            double[] hours = series.Hours[day];
            // Sessions follow each other at random: the gaps between them are exponential.
            for (double place = Gap(draws); place < perDay * hours.Sum() / mean; place += Gap(draws))
            {
                double hard = draws.Noise(1d);
                double from = (((day * HoursPerDay) + HourOf(hours, draws)) * 60) + draws.Between(0d, 60d);
                double to = from + (length * draws.Noise(0.5));
                for (int slot = (int)(from / SlotMinutes); slot < spend.Length && slot * SlotMinutes < to; slot++)
                {
                    spend[slot] += hard * (Math.Min(to, (slot + 1) * SlotMinutes) - Math.Max(from, slot * SlotMinutes));
                }
            }
        }

        return spend;
    }

    private static double Gap(RandomDraws draws) => -Math.Log(draws.Uniform());

    private static int HourOf(double[] hours, RandomDraws draws)
    {
        double left = draws.Uniform() * hours.Sum();
        int hour = 0;
        while (hour < HoursPerDay - 1 && (left -= hours[hour]) > 0d)
        {
            hour++;
        }

        return hour;
    }

    private static double[] Evenly(DemandSeries series) =>
        [.. series.Hours.SelectMany(hours => hours.SelectMany(hour => Enumerable.Repeat(hour / SlotsPerHour, SlotsPerHour)))];

    private static double LogUniform(RandomDraws draws, double low, double high) => Math.Exp(draws.Between(Math.Log(low), Math.Log(high)));
}
