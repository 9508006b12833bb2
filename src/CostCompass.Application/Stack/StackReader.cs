namespace CostCompass.Application;

/// <summary>Reads the cost of every account this month and its forecast.</summary>
/// <param name="store">The store.</param>
/// <param name="question">The requested figures.</param>
/// <param name="asOf">The current time of the figures. Its month is the current month, and later data isn't used for forecasts.</param>
public sealed class StackReader(SqlCostStore store, StackQuestion question, DateTimeOffset asOf)
{
    private readonly ZoneCalendar _calendar = question.Calendar;

    /// <summary>
    /// The time up to which readings are used to determine past spend: the current time, or a later one if the month is over and the
    /// first reading after its end determines its last hours.
    /// </summary>
    public required DateTimeOffset KnownUntil { get; init; }

    /// <summary>The first day of the month to forecast, or null for the month after the current one.</summary>
    public DateOnly? Month { get; init; }

    /// <summary>Whether only the figures of this month and the next are needed, without intervals and without days before the current month.</summary>
    public bool IsPointOnly { get; init; }

    private DateTimeOffset DaysFrom => Instant.Earlier(
        _calendar.StartOf(asOf, CalendarUnit.Month),
        IsPointOnly ? asOf : _calendar.FirstInstantOf(_calendar.ToZone(asOf).Date.AddDays(1 - Trend.Days)));

    // If the month is over, its last day counts completely.
    private DateTimeOffset DaysTo => KnownUntil > asOf ? asOf + Instant.Resolution : asOf;

    /// <summary>The accounts with data, one entry per currency that ever had money.</summary>
    public IEnumerable<AccountOutlook> Read()
    {
        var reader = new HistoryReader(store);
        return ReadBases(reader).Select(series => OutlookOf(reader, series.Series, series.Request, series.Basis));
    }

    /// <summary>The forecast basis and request of each series that ever had money.</summary>
    /// <param name="reader">Reads the histories.</param>
    /// <param name="from">The time from which steps are needed, if it is earlier than what the forecast needs.</param>
    public IEnumerable<(StoredSeries Series, ForecastRequest Request, ForecastBasis Basis)> ReadBases(HistoryReader reader, DateTimeOffset? from = null)
    {
        foreach (StoredSeries series in reader.FindSeries())
        {
            (ForecastRequest Request, ForecastBasis Basis)? known = BasisOf(reader, series, from, IsPointOnly);
            if (IsPointOnly && known is { } points && (points.Basis.IsEarly || !IsKnown(series, points.Basis)))
            {
                // Earlier data shows what was used up before the current month, and whether a day was observed.
                known = BasisOf(reader, series, from, isPointOnly: false);
            }

            if (known is { } found && IsKnown(series, found.Basis))
            {
                yield return (series, found.Request, found.Basis);
            }
        }
    }

    private (ForecastRequest Request, ForecastBasis Basis)? BasisOf(HistoryReader reader, StoredSeries series, DateTimeOffset? from, bool isPointOnly) => reader.ReadBasis(
        series,
        asOf,
        question.MaximumAge,
        last => new ForecastRequest(series.Key, asOf, last, _calendar, Month, question.WindowDays, question.Method, question.ConfidenceLevel) { IsPointOnly = isPointOnly },
        Instant.Earlier(DaysFrom, from ?? DaysFrom),
        hasBounds: from is not null);

    private static bool IsKnown(StoredSeries series, ForecastBasis basis) => basis.First is not null && HistoryReader.EverHeldMoney(series, basis.HeldMoney);

    /// <summary>The cost of one series this month and its forecast.</summary>
    /// <param name="reader">Reads the histories.</param>
    /// <param name="series">The series.</param>
    /// <param name="request">The forecast request.</param>
    /// <param name="basis">The forecast basis.</param>
    public AccountOutlook OutlookOf(HistoryReader reader, StoredSeries series, ForecastRequest request, ForecastBasis basis)
    {
        DateTimeOffset? firstSeen = reader.FirstSeen(request.Series, asOf);
        CostForecast? forecast = MonthForecast.Of(request, basis, firstSeen);
        List<SpendTotal> days = SpendSummation
            .ByUnit(ReadSteps(reader, request.Series, basis, DaysFrom), DaysFrom, DaysTo, _calendar, CalendarUnit.Day)
            .Where(day => day.Amount is not null)
            .ToList();
        bool isMonthRead = KnownUntil > asOf && reader.LastReadingOf(series, KnownUntil, question.MaximumAge)?.At > asOf;
        BalanceSeriesKey key = request.Series;
        BalanceSnapshot newest = basis.Recent[^1].Snapshot;
        return new AccountOutlook
        {
            Account = key.Account,
            Provider = key.Provider,
            Currency = key.Currency,
            Days = days.ConvertAll(day => new DatedAmount(DateOnly.FromDateTime(day.From.Date), key.Currency, day.Amount!.Value)),
            IsMonthRead = isMonthRead,
            Forecast = forecast,
            LastBalance = newest.Levels.IsUsageOnly ? null : newest.Levels.Total,
            FirstSeen = firstSeen,
            LastSeen = isMonthRead ? asOf : request.LastReading.At,
            StaleSince = isMonthRead ? null : KnownUntil > asOf ? request.LastReading.At : request.LastReading.StaleSince,
            IsApproximate = days.Exists(day => day.Quality != SpendQuality.Reported) || forecast?.IsApproximate == true,
        };
    }

    /// <summary>The steps of a series that determine past spend.</summary>
    /// <param name="reader">Reads the histories.</param>
    /// <param name="series">The series.</param>
    /// <param name="basis">The forecast basis at the current time.</param>
    /// <param name="from">The start of the requested span.</param>
    public IReadOnlyList<SpendStep> ReadSteps(HistoryReader reader, BalanceSeriesKey series, ForecastBasis basis, DateTimeOffset from) => KnownUntil > asOf
        ? reader.ReadSteps(series, from, KnownUntil).TakeWhile(step => step.Window.From <= asOf).ToList()
        : basis.Recent;
}
