using CostCompass.Forecasting;

namespace CostCompass.Accuracy;

/// <summary>Forecasts of the next month's total from rolling origins, both methods on the same cases.</summary>
internal static class ForecastBench
{
    private const int MonthForShortSeries = 30;

    /// <summary>The lengths of history in days, from which is forecast.</summary>
    public static IReadOnlyList<int> Histories { get; } = [14, 21, 30, 45, 60, 90, 120, 180, 270, 365];

    /// <summary>Scores both methods.</summary>
    /// <param name="regime">The name of the regime.</param>
    /// <param name="accounts">Its accounts.</param>
    /// <param name="histories">The lengths of history in days.</param>
    public static MethodScores Score(string regime, IEnumerable<Account> accounts, IReadOnlyList<int> histories)
    {
        var scores = new MethodScores(regime);
        foreach (Account account in accounts)
        {
            foreach (int length in histories)
            {
                if (NextMonth(account, length) is not { } month)
                {
                    continue;
                }

                double outcome = account.Total(month.From, month.To);
                foreach (ForecastMethod method in MethodScores.Methods)
                {
                    HorizonForecast forecast = SpendForecaster.Create(account.Days, account.Date(length), method)!.Total(month);
                    scores.Of(method).AddTotal((double)forecast.Total, (double)forecast.Low, (double)forecast.High, outcome, account.Size);
                }
            }
        }

        return scores;
    }

    // Where a real series ends before the next month does, the thirty days from the origin on stand in for it.
    private static ForecastHorizon? NextMonth(Account account, int length)
    {
        DateOnly origin = account.Date(length);
        DateOnly end = account.Date(account.Spend.Length);
        ForecastHorizon month = ForecastHorizon.NextMonth(origin);
        if (month.To > end)
        {
            month = new ForecastHorizon(origin, origin.AddDays(MonthForShortSeries));
        }

        return month.To <= end ? month : null;
    }
}
