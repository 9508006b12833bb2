namespace CostCompass.Application;

/// <summary>Reads histories from the store as steps of spend.</summary>
/// <param name="store">The store.</param>
public sealed class HistoryReader(SqlCostStore store)
{
    // Within so many days it is worth while to look first whether what lies before a span is needed at all.
    private static readonly TimeSpan ShortSpan = TimeSpan.FromDays(62);

    // So many times between readings say what is usual.
    private const int EnoughGaps = 16;

    // Somebody who reads every half minute has thousands of readings in a day; somebody who reads every month has 16 of them in 500 days.
    private static readonly int[] PaceDays = [1, 8, 64, 512];

    private IReadOnlyList<StoredSeries>? _series;
    private IReadOnlyList<CostBalanceEvent>? _events;

    private IReadOnlyList<StoredSeries> Series => _series ??= [.. store.ReadSeries(), .. store.Reports.ReadSeries().Select(Reported)];

    private IReadOnlyList<CostBalanceEvent> Events => _events ??= store.ReadEvents();

    /// <summary>The series that match.</summary>
    /// <param name="names">The accounts; null for all.</param>
    /// <param name="provider">The providers; null for all.</param>
    /// <param name="currency">A currency; null for all.</param>
    public IReadOnlyList<StoredSeries> FindSeries(IReadOnlyList<NamePattern>? names = null, NamePattern? provider = null, string? currency = null)
    {
        return Series
            .Where(series => names is null || names.Any(pattern => pattern.IsMatch(series.Key.Account.Text)))
            .Where(series => provider is null || provider.IsMatch(series.Key.Provider))
            .Where(series => string.IsNullOrEmpty(currency) || string.Equals(series.Key.Currency, currency, StringComparison.OrdinalIgnoreCase))
            .ToList();
    }

    /// <summary>
    /// The steps of a series that reach into a span, in order. More than the span is read, so that a window is judged the same
    /// however much of the history is asked for.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="asOf">Nothing after this instant is known.</param>
    /// <param name="includeEstimate">Whether windows of a lower bound are filled in from the burn.</param>
    public IEnumerable<SpendStep> ReadSteps(
        BalanceSeriesKey series,
        DateTimeOffset from,
        DateTimeOffset asOf,
        bool includeEstimate = false)
    {
        return Series.FirstOrDefault(one => one.Key == series) is { IsReported: true } reported
            ? ReadReported(reported, from, asOf)
            : ReadBalances(series, from, asOf, includeEstimate);
    }

    /// <summary>What is known of a series for a forecast, read up to an instant; null when nothing was read by then.</summary>
    /// <param name="series">The series.</param>
    /// <param name="asOf">The present of the forecast.</param>
    /// <param name="maximumAge">After how long the last reading is stale.</param>
    /// <param name="ask">What is asked for, given the last reading.</param>
    /// <param name="from">From where the steps themselves are wanted, when that is before what a forecast needs.</param>
    public (ForecastRequest Request, ForecastBasis Basis)? ReadBasis(
        StoredSeries series, DateTimeOffset asOf, TimeSpan maximumAge, Func<LastReading, ForecastRequest> ask, DateTimeOffset? from = null)
    {
        if (LastReadingOf(series, asOf, maximumAge) is not { } last)
        {
            return null;
        }

        ForecastRequest request = ask(last);
        DateTimeOffset start = Instant.Earlier(request.HistoryFrom, from ?? request.HistoryFrom);
        return (request, ForecastBasis.Read(request, ReadSteps(series.Key, start, asOf), from));
    }

    /// <summary>The burn of the trailing days up to a reading, without what a forecast reads beside it.</summary>
    /// <param name="series">The series.</param>
    /// <param name="at">The instant of the reading.</param>
    /// <param name="windowDays">The number of trailing days.</param>
    public BurnRate BurnOf(BalanceSeriesKey series, DateTimeOffset at, int windowDays)
    {
        var request = new ForecastRequest(series, at, new LastReading(at), new ZoneCalendar(TimeZoneInfo.Utc), WindowDays: windowDays) { IsPointOnly = true };
        BurnRate burn = ForecastBasis.Read(request, ReadSteps(series, at.AddDays(-windowDays), at)).Burn(request);

        // One trailing day may hold less than a day when the history holds more.
        return burn is { IsEarly: true, IsOfLessThanADay: false }
            ? ForecastBasis.Read(request, ReadSteps(series, (request with { IsPointOnly = false }).HistoryFrom, at)).Burn(request)
            : burn;
    }

    /// <summary>The series of the other currencies of an account.</summary>
    /// <param name="series">The series of one of them.</param>
    public IEnumerable<BalanceSeriesKey> OtherCurrencies(BalanceSeriesKey series) => Series
        .Select(other => other.Key)
        .Where(other => other != series && other.IsOfAccount(series.Account, series.Provider));

    /// <summary>The last reading of a series; null when there is none by an instant.</summary>
    /// <param name="series">The series.</param>
    /// <param name="asOf">Nothing after this instant is known.</param>
    /// <param name="maximumAge">After how long a reading is stale.</param>
    public LastReading? LastReadingOf(StoredSeries series, DateTimeOffset asOf, TimeSpan maximumAge)
    {
        DateTimeOffset? at = series.IsReported ? LastBilled(series, asOf)
            : series.Newest.LastSeen <= asOf ? series.Newest.LastSeen
            : At(series.Key, asOf)?.KnownAt(asOf).LastSeen;
        return at is { } last ? LastReading.Of(last, asOf, maximumAge, () => UsualGap(series, last, asOf)) : null;
    }

    // The end of what the bills cover: the day that was going on when they were fetched is covered up to that instant.
    private DateTimeOffset? LastBilled(StoredSeries series, DateTimeOffset asOf)
    {
        if (store.Reports.ReadCovered(series.Key, asOf) is not { Count: > 0 } covered)
        {
            return null;
        }

        DateTimeOffset end = Instant.Earlier(covered[^1].To, store.Reports.ReadCompleteUntil(series.Key, asOf));
        return Instant.Earlier(Instant.Later(end, covered[0].From), asOf);
    }

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

    /// <summary>The first instant of a series; null when it is empty.</summary>
    /// <param name="series">The series.</param>
    /// <param name="asOf">What was not known at this instant is left out.</param>
    public DateTimeOffset? FirstSeen(BalanceSeriesKey series, DateTimeOffset asOf)
    {
        if (IsReported(series))
        {
            IReadOnlyList<Interval> covered = store.Reports.ReadCovered(series, asOf);
            return covered.Count > 0 ? covered[0].From : null;
        }

        foreach (BalanceSnapshot snapshot in store.ReadSnapshots(series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue))
        {
            return snapshot.FirstSeen;
        }

        return null;
    }

    private bool IsReported(BalanceSeriesKey series) => Series.FirstOrDefault(one => one.Key == series) is { IsReported: true };

    private IEnumerable<SpendStep> ReadReported(StoredSeries series, DateTimeOffset from, DateTimeOffset asOf) => ReportedSpend.Derive(
        store.Reports.ReadCovered(series.Key, asOf),
        store.Reports.Read(series.Key, from, asOf, asOf),
        store.Reports.ReadCompleteUntil(series.Key, asOf),
        from,
        asOf);

    private IEnumerable<SpendStep> ReadBalances(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset asOf, bool includeEstimate)
    {
        List<BalanceSeriesKey> others = OtherCurrencies(series).ToList();
        List<CostBalanceEvent> events = EventsOf(series);
        BalanceSnapshot? standing = At(series, from);
        if (standing is { } first && asOf - from <= ShortSpan && others.Count == 0 && events.Count == 0)
        {
            List<BalanceSnapshot> read = store.ReadSnapshots(series, BeforeFirst(first), asOf).ToList();
            if (SpendHistory.HasOnlyFalls(read))
            {
                return StepsOf(read, new SeriesContext { IsWhole = read[0].FirstSeen == first.FirstSeen, IncludeEstimate = includeEstimate });
            }
        }

        DateTimeOffset start = SpendHistory.StartFor(standing is { } one ? At(series, BeforeFirst(one)) : null);
        return StepsOf(store.ReadSnapshots(series, start, asOf), new SeriesContext
        {
            IsWhole = At(series, start) is null,
            Events = events,
            IncludeEstimate = includeEstimate,
            OtherCurrencies = others.Count == 0 ? null : (after, to) => others.Select(other => store.ReadSnapshots(other, after, to)),
        });

        IEnumerable<SpendStep> StepsOf(IEnumerable<BalanceSnapshot> snapshots, SeriesContext context) =>
            SpendHistory.Derive(snapshots, asOf, context).SkipWhile(step => step.Snapshot.LastSeen < from);
    }

    private static DateTimeOffset BeforeFirst(in BalanceSnapshot snapshot) => snapshot.FirstSeen - Instant.Resolution;

    /// <summary>Whether a series ever held money. DeepSeek lists a second currency at 0.00 for accounts that never used it.</summary>
    /// <param name="series">The series.</param>
    /// <param name="steps">Its steps.</param>
    public static bool EverHeldMoney(StoredSeries series, IReadOnlyList<SpendStep> steps) =>
        EverHeldMoney(series, false) || steps.Any(step => step.Snapshot.Levels.Total != 0m);

    /// <summary>Whether a series ever held money.</summary>
    /// <param name="series">The series.</param>
    /// <param name="heldMoney">Whether any of its steps saw money.</param>
    public static bool EverHeldMoney(StoredSeries series, bool heldMoney) =>
        heldMoney || !series.HasLevel || series.Newest.Levels.Total != 0m;

    /// <summary>The failure of events that are about to be recorded to fit the history; null when they do.</summary>
    /// <param name="series">The series.</param>
    /// <param name="pending">The events.</param>
    public CostException? FindContradiction(BalanceSeriesKey series, IReadOnlyList<CostBalanceEvent> pending) =>
        SpendHistory.FindContradiction(ReadAround(series, pending), EventsOf(series), pending);

    /// <summary>The events about to be recorded that no rise shows, though one near to them is not explained.</summary>
    /// <param name="series">The series.</param>
    /// <param name="pending">The events.</param>
    public IReadOnlyList<DoubtfulEvent> FindDoubtful(BalanceSeriesKey series, IReadOnlyList<CostBalanceEvent> pending) =>
        SpendHistory.FindDoubtful(ReadAround(series, pending), EventsOf(series), pending);

    private IEnumerable<BalanceSnapshot> ReadAround(BalanceSeriesKey series, IReadOnlyList<CostBalanceEvent> pending) =>
        store.ReadSnapshots(series, SpendHistory.CheckFrom(pending), DateTimeOffset.MaxValue);

    private static StoredSeries Reported(ReportedSeries series) =>
        new(series.Key, new BalanceSnapshot(series.From, series.CompleteUntil, BalanceLevels.OfUsage(0m))) { IsReported = true };

    private List<CostBalanceEvent> EventsOf(BalanceSeriesKey series) => Events
        .Where(one => series.Account == one.Account && one.Currency == series.Currency)
        .ToList();

    // The snapshot that stands at an instant, or that was the last one before it.
    private BalanceSnapshot? At(BalanceSeriesKey series, DateTimeOffset instant)
    {
        foreach (BalanceSnapshot snapshot in store.ReadSnapshots(series, instant, instant))
        {
            return snapshot;
        }

        return null;
    }
}
