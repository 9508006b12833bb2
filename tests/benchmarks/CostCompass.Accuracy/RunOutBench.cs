using CostCompass.Forecasting;

namespace CostCompass.Accuracy;

/// <summary>Balances that run out, from rolling origins: does the real end lie between the early and the late bound?</summary>
internal static class RunOutBench
{
    private const double LongestBalance = 45d;
    private static readonly int[] Histories = [14, 30, 60, 120, 240, 365];

    /// <summary>Scores both methods on the same balances. Errors are in days, outcomes too.</summary>
    public static MethodScores Score(string regime, IEnumerable<Account> accounts, int seed)
    {
        var scores = new MethodScores(regime);
        var draws = new RandomDraws(seed);
        foreach (Account account in accounts)
        {
            foreach (int length in Histories.Where(length => length + AccountFactory.LeastAhead <= account.Spend.Length))
            {
                // The balance is drawn from what is known at the origin: it says nothing of the future.
                double balance = account.Spend.Take(length).Average() * draws.Between(2d, LongestBalance);
                if (balance <= 0d)
                {
                    continue;
                }

                DateTimeOffset origin = new(account.Date(length).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
                double end = DaysUntilEmpty(account.Spend.AsSpan(length), balance);
                foreach (ForecastMethod method in MethodScores.Methods)
                {
                    RunOut forecast = SpendForecaster.Create(account.Days, account.Date(length), method)!.RunsOut((decimal)balance, origin);
                    scores.Of(method).AddEnd(Days(forecast.At), Days(forecast.Early), Days(forecast.Late), end, account.Spend.Length - length);
                }

                double? Days(DateTimeOffset? instant) => instant is { } known ? (known - origin).TotalDays : null;
            }
        }

        return scores;
    }

    /// <summary>The days until a balance is spent, with an even spend within each day; infinite when the days end first.</summary>
    public static double DaysUntilEmpty(ReadOnlySpan<double> spend, double balance)
    {
        for (int index = 0; index < spend.Length; index++)
        {
            if (spend[index] >= balance)
            {
                return index + (balance / spend[index]);
            }

            balance -= spend[index];
        }

        return double.PositiveInfinity;
    }
}
