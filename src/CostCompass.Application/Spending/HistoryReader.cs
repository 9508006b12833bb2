namespace CostCompass.Application;

/// <summary>Reads histories from the store as steps of spend.</summary>
/// <param name="store">The store.</param>
public sealed class HistoryReader(SqlCostStore store)
{
    /// <summary>What a user does when a newer reading is needed, for messages.</summary>
    public const string NextReading = "Run Update-CostSnapshot. For an account that isn't connected, import newer data.";

    // Within this many days, it is worthwhile to check first whether the data before a span is needed.
    private static readonly TimeSpan ShortSpan = TimeSpan.FromDays(62);

    // The number of intervals between readings that determines the usual interval.
    private const int EnoughGaps = 16;

    // Polling every 30 seconds results in thousands of readings per day, and polling every month in 16 readings in 500 days.
    private static readonly int[] PaceDays = [1, 8, 64, 512];

    private IReadOnlyList<StoredSeries>? _series;
    private IReadOnlyList<CostBalanceEvent>? _events;

    private IReadOnlyList<StoredSeries> Series => _series ??= [.. store.ReadSeries(), .. store.Reports.ReadSeries().Select(Reported)];

    private IReadOnlyList<CostBalanceEvent> Events => _events ??= store.ReadEvents();

    /// <summary>The series that match.</summary>
    /// <param name="names">The accounts, or null for all.</param>
    /// <param name="provider">The providers, or null for all.</param>
    /// <param name="currency">A currency, or null for all.</param>
    public IReadOnlyList<StoredSeries> FindSeries(IReadOnlyList<NamePattern>? names = null, NamePattern? provider = null, string? currency = null)
    {
        return Series
            .Where(series => names is null || names.Any(pattern => pattern.IsMatch(series.Key.Account.Text)))
            .Where(series => provider is null || provider.IsMatch(series.Key.Provider))
            .Where(series => string.IsNullOrEmpty(currency) || string.Equals(series.Key.Currency, currency, StringComparison.OrdinalIgnoreCase))
            .ToList();
    }

    /// <summary>
    /// The steps of a series that overlap a span, in order. Reading starts before the span, so that a window has the same result
    /// however much of the history is requested.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="asOf">Data after this time is ignored.</param>
    public IEnumerable<SpendStep> ReadSteps(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset asOf) =>
        ReadSteps(series, from, asOf, new SeriesContext { HasEstimates = false });

    /// <summary>The same steps with suggestions and estimates. More of the history is read.</summary>
    /// <param name="series">The series.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="asOf">Data after this time is ignored.</param>
    /// <param name="includeEstimate">Whether windows with a lower bound are filled in with their estimate.</param>
    public IEnumerable<SpendStep> ReadEstimatedSteps(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset asOf, bool includeEstimate) =>
        ReadSteps(series, from, asOf, new SeriesContext { IncludeEstimate = includeEstimate });

    /// <summary>The same steps for a burn rate, whose bounds and qualities aren't determined. Much less of the history is read.</summary>
    /// <param name="series">The series.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="asOf">Data after this time is ignored.</param>
    public IEnumerable<SpendStep> ReadBurnSteps(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset asOf) =>
        ReadSteps(series, from, asOf, new SeriesContext { IsForBurn = true });

    private IEnumerable<SpendStep> ReadSteps(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset asOf, SeriesContext context) =>
        Series.FirstOrDefault(one => one.Key == series) is { IsReported: true } reported
            ? ReadReported(reported, from, asOf)
            : ReadBalances(series, from, asOf, context);

    /// <summary>The basis for a forecast of a series, read up to a time, or null if there is no reading by then.</summary>
    /// <param name="series">The series.</param>
    /// <param name="asOf">The current time of the forecast.</param>
    /// <param name="maximumAge">The age at which the last reading is stale.</param>
    /// <param name="ask">Creates the request from the last reading.</param>
    /// <param name="from">The time from which steps are needed, if it is earlier than what the forecast needs.</param>
    /// <param name="hasBounds">Whether the steps need their bounds and qualities, which a forecast doesn't use.</param>
    public (ForecastRequest Request, ForecastBasis Basis)? ReadBasis(
        StoredSeries series,
        DateTimeOffset asOf,
        TimeSpan maximumAge,
        Func<LastReading, ForecastRequest> ask,
        DateTimeOffset? from = null,
        bool hasBounds = false)
    {
        if (LastReadingOf(series, asOf, maximumAge) is not { } last)
        {
            return null;
        }

        ForecastRequest request = ask(last);
        DateTimeOffset start = Instant.Earlier(request.HistoryFrom, from ?? request.HistoryFrom);
        IEnumerable<SpendStep> steps = ReadSteps(series.Key, start, asOf, new SeriesContext { IsForBurn = !hasBounds, HasEstimates = false });
        return (request, ForecastBasis.Read(request, steps, from));
    }

    /// <summary>The burn rate of the trailing days before a reading, without the other data of a forecast.</summary>
    /// <param name="series">The series.</param>
    /// <param name="at">The time of the reading.</param>
    /// <param name="windowDays">The number of trailing days.</param>
    public BurnRate BurnOf(BalanceSeriesKey series, DateTimeOffset at, int windowDays)
    {
        var request = new ForecastRequest(series, at, new LastReading(at), new ZoneCalendar(TimeZoneInfo.Utc), WindowDays: windowDays) { IsPointOnly = true };
        BurnRate burn = ForecastBasis.Read(request, ReadBurnSteps(series, at.AddDays(-windowDays), at)).Burn(request);

        // One trailing day may contain less than a day even if the history contains more.
        return burn is { IsEarly: true, IsOfLessThanADay: false }
            ? ForecastBasis.Read(request, ReadBurnSteps(series, (request with { IsPointOnly = false }).HistoryFrom, at)).Burn(request)
            : burn;
    }

    /// <summary>The series of the other currencies of an account.</summary>
    /// <param name="series">The series of one of them.</param>
    public IEnumerable<BalanceSeriesKey> OtherCurrencies(BalanceSeriesKey series) => Series
        .Select(other => other.Key)
        .Where(other => other != series && other.IsOfAccount(series.Account, series.Provider));

    /// <summary>The last reading of a series, or null if there is none by a time.</summary>
    /// <param name="series">The series.</param>
    /// <param name="asOf">Data after this time is ignored.</param>
    /// <param name="maximumAge">The age at which a reading is stale.</param>
    public LastReading? LastReadingOf(StoredSeries series, DateTimeOffset asOf, TimeSpan maximumAge)
    {
        DateTimeOffset? at = series.IsReported ? LastBilled(series, asOf)
            : series.Newest.LastSeen <= asOf ? series.Newest.LastSeen
            : At(series.Key, asOf)?.KnownAt(asOf).LastSeen;
        return at is { } last ? LastReading.Of(last, asOf, maximumAge, () => UsualGap(series, last, asOf)) : null;
    }

    // The end of what the bills cover. The day on which they were fetched is covered up to that time.
    private DateTimeOffset? LastBilled(StoredSeries series, DateTimeOffset asOf)
    {
        if (store.Reports.ReadCovered(series.Key, asOf) is not { Count: > 0 } covered)
        {
            return null;
        }

        // A charge of the future covers only its own days.
        Interval newest = covered.LastOrDefault(span => span.From < asOf, covered[0]);
        DateTimeOffset end = Instant.Earlier(newest.To, store.Reports.ReadCompleteUntil(series.Key, asOf));
        return Instant.Earlier(Instant.Later(end, covered[0].From), asOf);
    }

    /// <summary>The usual time between the readings of an account, or null if it is unknown.</summary>
    /// <param name="account">The account.</param>
    /// <param name="asOf">Data after this time is ignored.</param>
    public TimeSpan? UsualGapOf(AccountName account, DateTimeOffset asOf) =>
        FindSeries().Where(series => series.Key.Account == account).Max(series => UsualGap(series, series.Newest.LastSeen, asOf));

    private TimeSpan? UsualGap(StoredSeries series, DateTimeOffset last, DateTimeOffset asOf)
    {
        if (series.IsReported)
        {
            return ReadingPace.Of(store.Reports.ReadRecorded(series.Key, asOf, EnoughGaps + 1)).UsualGap;
        }

        ReadingPace pace = default;
        foreach (int days in PaceDays)
        {
            pace = ReadingPace.Of(store.ReadSnapshots(series.Key, last.AddDays(-days), last));
            if (pace.Gaps >= EnoughGaps)
            {
                break;
            }
        }

        return pace.UsualGap;
    }

    /// <summary>The start of a series, or null if it is empty.</summary>
    /// <param name="series">The series.</param>
    /// <param name="asOf">Data that wasn't known at this time is ignored.</param>
    public DateTimeOffset? FirstSeen(BalanceSeriesKey series, DateTimeOffset asOf)
    {
        if (IsReported(series))
        {
            IReadOnlyList<Interval> covered = store.Reports.ReadCovered(series, asOf);
            return covered.Count > 0 ? covered[0].From : null;
        }

        return First(store.ReadSnapshots(series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue))?.FirstSeen;
    }

    private bool IsReported(BalanceSeriesKey series) => Series.FirstOrDefault(one => one.Key == series) is { IsReported: true };

    private IEnumerable<SpendStep> ReadReported(StoredSeries series, DateTimeOffset from, DateTimeOffset asOf) => ReportedSpend.Derive(
        store.Reports.ReadCovered(series.Key, asOf),
        store.Reports.Read(series.Key, from, asOf, asOf),
        store.Reports.ReadCompleteUntil(series.Key, asOf),
        from,
        asOf);

    private IEnumerable<SpendStep> ReadBalances(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset asOf, SeriesContext context)
    {
        List<BalanceSeriesKey> others = OtherCurrencies(series).ToList();
        List<CostBalanceEvent> events = EventsOf(series);
        BalanceSnapshot? standing = At(series, from);
        BalanceSnapshot? before = standing is { } one ? At(series, BeforeFirst(one)) : null;
        List<BalanceSnapshot> read = [];
        if (standing is { } first && asOf - from <= ShortSpan && others.Count == 0 && events.Count == 0)
        {
            read = store.ReadSnapshots(series, BeforeFirst(first), asOf).ToList();
            if (SpendHistory.HasOnlyFalls(read))
            {
                return StepsOf(read, context with { IsWhole = read[0].FirstSeen == first.FirstSeen });
            }

            DateTimeOffset recent = SpendHistory.StartFor(before, isForBurn: true);
            bool isWhole = At(series, recent) is null;
            read = [.. ReadUntil(recent, read[0]), .. read];
            if (context.IsForBurn || !SpendHistory.NeedsPast(read, from, context.HasEstimates))
            {
                return StepsOf(read, context with { IsWhole = isWhole });
            }
        }

        DateTimeOffset start = SpendHistory.StartFor(before, context.IsForBurn, context.HasEstimates);
        return StepsOf(read is [var known, ..] ? ReadUntil(start, known).Concat(read) : store.ReadSnapshots(series, start, asOf), context with
        {
            IsWhole = At(series, start) is null,
            Events = events,
            OtherCurrencies = others.Count == 0 ? null : (after, to) => others.Select(other => store.ReadSnapshots(other, after, to)),
        });

        // Reads only what isn't known yet.
        IEnumerable<BalanceSnapshot> ReadUntil(DateTimeOffset start, BalanceSnapshot known) => store
            .ReadSnapshots(series, start, BeforeFirst(known))
            .TakeWhile(snapshot => snapshot.FirstSeen < known.FirstSeen);

        IEnumerable<SpendStep> StepsOf(IEnumerable<BalanceSnapshot> snapshots, SeriesContext whole) =>
            SpendHistory.Derive(snapshots, asOf, whole).SkipWhile(step => step.Snapshot.LastSeen < from);
    }

    private static DateTimeOffset BeforeFirst(in BalanceSnapshot snapshot) => snapshot.FirstSeen - Instant.Resolution;

    /// <summary>Whether a series ever had money. DeepSeek lists a second currency at 0.00 for accounts that never used it.</summary>
    /// <param name="series">The series.</param>
    /// <param name="steps">Its steps.</param>
    public static bool EverHeldMoney(StoredSeries series, IReadOnlyList<SpendStep> steps) =>
        EverHeldMoney(series, false) || steps.Any(step => step.Snapshot.Levels.Total != 0m);

    /// <summary>Whether a series ever had money.</summary>
    /// <param name="series">The series.</param>
    /// <param name="heldMoney">Whether any of its steps had money.</param>
    public static bool EverHeldMoney(StoredSeries series, bool heldMoney) =>
        heldMoney || !series.HasLevel || series.Newest.Levels.Total != 0m;

    /// <summary>Accounts with their spend in the last days of the local time zone.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="asOf">Data after this time is ignored.</param>
    public List<CostAccount> WithTrends(IEnumerable<CostAccount> accounts, DateTimeOffset asOf)
    {
        using IDisposable held = store.Hold();
        IReadOnlyList<StoredSeries> series = FindSeries();
        return accounts.Select(account => account with { Trend = TrendOf(account, series, asOf) }).ToList();
    }

    /// <summary>The error if events that are about to be recorded contradict the history, or null.</summary>
    /// <param name="series">The series.</param>
    /// <param name="pending">The events.</param>
    public CostException? FindContradiction(BalanceSeriesKey series, IReadOnlyList<CostBalanceEvent> pending) =>
        SpendHistory.FindContradiction(ReadAround(series, pending), EventsOf(series), pending);

    /// <summary>The events about to be recorded that no balance increase confirms, although there is an unexplained increase near them.</summary>
    /// <param name="series">The series.</param>
    /// <param name="pending">The events.</param>
    public IReadOnlyList<DoubtfulEvent> FindDoubtful(BalanceSeriesKey series, IReadOnlyList<CostBalanceEvent> pending) =>
        SpendHistory.FindDoubtful(ReadAround(series, pending), EventsOf(series), pending);

    private IEnumerable<BalanceSnapshot> ReadAround(BalanceSeriesKey series, IReadOnlyList<CostBalanceEvent> pending) =>
        store.ReadSnapshots(series, SpendHistory.CheckFrom(pending), DateTimeOffset.MaxValue);

    private Trend? TrendOf(CostAccount account, IEnumerable<StoredSeries> series, DateTimeOffset asOf)
    {
        if (series.FirstOrDefault(one => one.Key.IsOfAccount(account.Name, account.Provider) && one.Key.Currency == account.Currency) is not { } own)
        {
            return null;
        }

        var calendar = new ZoneCalendar(TimeZoneInfo.Local);
        DateTime first = calendar.ToZone(asOf).Date.AddDays(1 - Trend.Days);
        DateTimeOffset from = calendar.FirstInstantOf(first);
        Dictionary<DateTime, decimal?> spent = SpendSummation
            .ByUnit(ReadBurnSteps(own.Key, from, asOf).ToList(), from, asOf, calendar, CalendarUnit.Day)
            .ToDictionary(day => day.From.Date, day => day.Amount);
        return new Trend(Enumerable.Range(0, Trend.Days).Select(day => spent.GetValueOrDefault(first.AddDays(day))).ToList());
    }

    private static StoredSeries Reported(ReportedSeries series) =>
        new(series.Key, new BalanceSnapshot(series.From, series.CompleteUntil, BalanceLevels.OfUsage(0m))) { IsReported = true };

    private List<CostBalanceEvent> EventsOf(BalanceSeriesKey series) => Events
        .Where(one => series.Account == one.Account && one.Currency == series.Currency)
        .ToList();

    // The snapshot at a time, or the last one before it.
    private BalanceSnapshot? At(BalanceSeriesKey series, DateTimeOffset instant) => First(store.ReadSnapshots(series, instant, instant));

    private static BalanceSnapshot? First(IEnumerable<BalanceSnapshot> snapshots)
    {
        foreach (BalanceSnapshot snapshot in snapshots)
        {
            return snapshot;
        }

        return null;
    }
}
