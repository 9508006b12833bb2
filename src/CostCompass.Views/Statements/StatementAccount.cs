namespace CostCompass.Views.Statements;

/// <summary>The data of one account in one currency that a statement needs. Nothing else of a long history is kept.</summary>
public sealed record StatementAccount
{
    /// <summary>The current month and the forecast.</summary>
    public required AccountOutlook Outlook { get; init; }

    /// <summary>The balance over the span. Null if the provider doesn't report a balance, or there is no reading in the span.</summary>
    public BalanceHistory? Balance { get; init; }

    /// <summary>The spend of each day in the span with data, in order.</summary>
    public required IReadOnlyList<DaySpend> Days { get; init; }

    /// <summary>The course of the forecast for the current month.</summary>
    public required IReadOnlyList<FanDay> Fan { get; init; }

    /// <summary>The windows in the span whose spend is hidden by a top-up or grant.</summary>
    public required int LowerBounds { get; init; }

    /// <summary>The windows of the span in which granted credit may have expired.</summary>
    public required int PossibleExpiries { get; init; }

    /// <summary>The number of windows in the span with a possible refund of topped-up money.</summary>
    public int PossibleRefunds { get; init; }

    /// <summary>Reduces a history to the data that a statement shows.</summary>
    /// <param name="request">The forecast request.</param>
    /// <param name="basis">The current forecast basis of the series, with the steps from the start of the span.</param>
    /// <param name="steps">The steps that determine past spend: those of the basis, or more of them if the month is over.</param>
    /// <param name="outlook">The current month and the forecast.</param>
    /// <param name="hasLevel">Whether the provider reports a balance.</param>
    /// <param name="span">The span.</param>
    public static StatementAccount Of(
        ForecastRequest request, ForecastBasis basis, IReadOnlyList<SpendStep> steps, AccountOutlook outlook, bool hasLevel, StatementSpan span)
    {
        List<SpendWindow> parts = SpendSummation.Parts(steps, span.From, span.To).ToList();
        return new StatementAccount
        {
            Outlook = outlook,
            Balance = hasLevel ? BalanceOf(outlook, basis.Recent, span, request.AsOf) : null,
            Days = SpendSummation.ByUnit(steps, span.From, span.To, request.Calendar, CalendarUnit.Day)
                .Where(day => day.Amount is not null)
                .Select(day => new DaySpend(DateOnly.FromDateTime(day.From.Date), day.Amount!.Value, day.Quality))
                .ToList(),
            Fan = outlook.IsMonthRead ? [] : ForecastFan.Of(request, basis),
            LowerBounds = parts.Count(part => part.Quality == SpendQuality.LowerBound),
            PossibleExpiries = parts.Count(part => part.Quality == SpendQuality.PossibleExpiry),
            PossibleRefunds = parts.Count(part => part.Quality == SpendQuality.PossibleRefund),
        };
    }

    private static BalanceHistory? BalanceOf(AccountOutlook outlook, IReadOnlyList<SpendStep> steps, StatementSpan span, DateTimeOffset asOf)
    {
        List<BalancePoint> points = BalanceCurve.Points(steps, span.From, span.To).ToList();
        IReadOnlyList<BalancePoint> kept = BalanceCurve.Thin(points, span.MostPoints);
        return points.Count == 0
            ? null
            : new BalanceHistory
            {
                Account = outlook.Account.Text,
                Provider = outlook.Provider,
                Currency = outlook.Currency,
                Points = kept,
                Rises = BalanceCurve.Rises(steps, span.From, span.To).ToList(),
                LeftOut = points.Count - kept.Count,
                Forecast = span.To >= asOf ? outlook.Forecast : null,
            };
    }
}
