namespace CostCompass.Storage.Sql;

/// <summary>
/// The costs that providers report, and those from files. A day that is reported again replaces the earlier costs, which are kept, so that an
/// earlier result can be reproduced.
/// </summary>
public sealed class ReportStore
{
    // Bills have more decimals than balances, so amounts are text.
    private const string Columns = "from_at, to_at, amount, service, model, quality, low, high";

    private readonly StoreDatabase _database;

    internal ReportStore(StoreDatabase database) => _database = database;

    /// <summary>The series with reports.</summary>
    public IReadOnlyList<ReportedSeries> ReadSeries() => _database.ReadOr([], connection => connection.Query(
        """
        SELECT s.account, s.provider, s.currency, coalesce(
                   (SELECT min(from_at) FROM report_cost WHERE series_id = s.id), (SELECT min(from_at) FROM report_span WHERE series_id = s.id)), s.complete_until, s.recorded_at
        FROM report_series s
        ORDER BY s.id
        """,
        row => new ReportedSeries(new BalanceSeriesKey(row.Name(0), row.Name(1), row.Name(2)), row.Instant(3), row.Instant(4), row.Instant(5)))
        .DistinctBy(one => one.Key)
        .OrderBy(one => one.Key.Account).ThenBy(one => one.Key.Provider, StringComparer.Ordinal).ThenBy(one => one.Key.Currency, StringComparer.Ordinal)
        .ToList());

    /// <summary>Records a report: its data replaces the earlier data of its span, in one transaction.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="provider">The provider's name.</param>
    /// <param name="report">The report.</param>
    /// <param name="recordedAt">When it is recorded.</param>
    /// <param name="completeUntil">The end of its complete costs.</param>
    /// <returns>The changes, by currency.</returns>
    public IReadOnlyList<ReportChange> Record(
        AccountName account, string provider, CostReport report, DateTimeOffset recordedAt, DateTimeOffset completeUntil) =>
        Record([new ReportToRecord(account, provider, report, completeUntil)], recordedAt)[0];

    /// <summary>Records several reports in one transaction, completely or not at all.</summary>
    /// <param name="reports">The reports.</param>
    /// <param name="recordedAt">When they are recorded.</param>
    /// <returns>The changes, for each report in order, by currency.</returns>
    public IReadOnlyList<IReadOnlyList<ReportChange>> Record(IReadOnlyList<ReportToRecord> reports, DateTimeOffset recordedAt) =>
        _database.Write(connection =>
        {
            connection.Claim([.. reports.Select(report => StoreClaim.Account(report.Account))]);
            return reports.Select(report => Record(connection, report, recordedAt)).ToList();
        });

    /// <summary>The costs of a series whose intervals overlap a span, as they were known at a time.</summary>
    /// <param name="series">The series.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    /// <param name="asOf">Data that was recorded later is ignored.</param>
    public IReadOnlyList<ReportedCost> Read(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset to, DateTimeOffset asOf) =>
        Of(series, [], (connection, id) => connection.Query(
            $"""
            SELECT {Columns} FROM report_cost
            WHERE series_id = $1 AND to_at > $2 AND from_at < $3 AND recorded_at <= $4 AND coalesce(replaced_at, $4 + 1) > $4
            ORDER BY from_at, id
            """,
            row => Cost(row, series.Currency), id, from, to, asOf));

    /// <summary>
    /// The end of the complete costs of a series, as known at a time: for a time before the newest report, the time of the last report by then that
    /// changed anything.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="asOf">Data that was recorded later is ignored.</param>
    public DateTimeOffset ReadCompleteUntil(BalanceSeriesKey series, DateTimeOffset asOf) => Of(series, DateTimeOffset.MinValue, (connection, id) =>
        connection.Query(
            """
            SELECT CASE WHEN s.recorded_at <= $2 THEN s.complete_until ELSE (
                SELECT max(recorded_at) FROM (
                    SELECT recorded_at FROM report_cost WHERE series_id = $1 AND recorded_at <= $2
                    UNION ALL SELECT recorded_at FROM report_span WHERE series_id = $1 AND recorded_at <= $2) AS changes) END
            FROM report_series s WHERE s.id = $1
            """,
            row => row.InstantOrNull(0), id, asOf) is [{ } until, ..] ? until : DateTimeOffset.MinValue);

    /// <summary>
    /// The spans that a series' reports cover since its first cost, as known at a time, in order and without overlap. The time before the
    /// first cost isn't included: the account didn't exist yet, and a forecast must not learn from it.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="asOf">Data that was recorded later is ignored.</param>
    public IReadOnlyList<Interval> ReadCovered(BalanceSeriesKey series, DateTimeOffset asOf) => !_database.Exists ? [] : _database.ReadState<IReadOnlyList<Interval>>(connection =>
    {
        if (FindSeries(connection, series)?.Id is not { } id)
        {
            return [];
        }

        IntervalSet covered = Covered(connection, id, asOf);
        return connection.Query(
            "SELECT min(from_at) FROM report_cost WHERE series_id = $1 AND recorded_at <= $2", row => row.InstantOrNull(0), id, asOf) is [{ } first]
            ? [.. covered.Where(span => span.To > first).Select(span => span with { From = Instant.Later(span.From, first) })]
            : covered;
    });

    /// <summary>The times at which reports that changed anything were recorded, as known at a time: the newest ones, in order.</summary>
    /// <param name="series">The series.</param>
    /// <param name="asOf">Data that was recorded later is ignored.</param>
    /// <param name="most">The maximum number.</param>
    public IReadOnlyList<DateTimeOffset> ReadRecorded(BalanceSeriesKey series, DateTimeOffset asOf, int most) => Of(series, [], (connection, id) =>
    {
        List<DateTimeOffset> recorded = connection.Query(
            """
            SELECT recorded_at FROM (
                SELECT recorded_at FROM report_cost WHERE series_id = $1 AND recorded_at <= $2
                UNION SELECT recorded_at FROM report_span WHERE series_id = $1 AND recorded_at <= $2) AS changes
            ORDER BY recorded_at DESC LIMIT $3
            """,
            row => row.Instant(0), id, asOf, most);
        recorded.Reverse();
        return recorded;
    });

    /// <summary>
    /// Removes the costs of a series that start in a span, including those that were replaced. The time that they covered counts as not reported.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, not included.</param>
    /// <returns>The number of removed costs that hadn't been replaced.</returns>
    public int Remove(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset to) => _database.WriteOr(0, connection =>
    {
        connection.Claim(StoreClaim.Account(series.Account));
        if (FindSeries(connection, series)?.Id is not { } id)
        {
            return 0;
        }

        int removed = connection.Run("DELETE FROM report_cost WHERE series_id = $1 AND from_at >= $2 AND from_at < $3 AND replaced_at IS NULL", id, from, to);
        connection.Run("DELETE FROM report_cost WHERE series_id = $1 AND from_at >= $2 AND from_at < $3", id, from, to);
        Uncover(connection, id, new Interval(from, to));
        if (connection.ReadInteger("SELECT count(*) FROM report_span WHERE series_id = $1", id) == 0)
        {
            connection.Run("DELETE FROM report_series WHERE id = $1", id);
        }

        return removed;
    });

    /// <summary>Removes every report of an account, in the transaction of the caller.</summary>
    /// <returns>The number of costs that were removed.</returns>
    internal static int Remove(StoreConnection connection, AccountName account)
    {
        string stored = StoredName.OfReports(connection, account);
        int removed = connection.Run("DELETE FROM report_cost WHERE series_id IN (SELECT id FROM report_series WHERE account = $1)", stored);
        connection.Run("DELETE FROM report_series WHERE account = $1", stored);
        return removed;
    }

    // Reads from a series, or nothing if it doesn't exist.
    private T Of<T>(BalanceSeriesKey series, T none, Func<StoreConnection, long, T> query) =>
        _database.ReadOr(none, connection => FindSeries(connection, series) is { } found ? query(connection, found.Id) : none);

    private static (long Id, BalanceSeriesKey Key)? FindSeries(StoreConnection connection, BalanceSeriesKey key) =>
        StoredName.FindSeries(connection, "report_series", StoredName.OfReports(connection, key.Account), key);

    // A currency that is no longer in the report has no cost in its span.
    private static List<ReportChange> Record(StoreConnection connection, ReportToRecord recorded, DateTimeOffset recordedAt)
    {
        CostReport report = recorded.Report;
        ILookup<string, ReportedCost> told = report.Costs.ToLookup(cost => cost.Currency);
        List<string> known = connection.Query(
            "SELECT currency FROM report_series WHERE account = $1 AND provider = $2",
            row => row.Text(0), StoredName.OfReports(connection, recorded.Account), recorded.Provider);
        IEnumerable<string> currencies = told.Select(one => one.Key).Concat(known).Concat(report.Currency is { } usual ? [usual] : []);
        return currencies.Distinct().Order(StringComparer.Ordinal)
            .Select(currency => Replace(
                connection, new BalanceSeriesKey(recorded.Account, recorded.Provider, currency), report.Covered, told[currency].ToList(), recordedAt, recorded.CompleteUntil))
            .ToList();
    }

    // Replaces the known costs with those of a report, for the spans that it covers.
    private static ReportChange Replace(
        StoreConnection connection, BalanceSeriesKey key, IReadOnlyList<Interval> spans, List<ReportedCost> told, DateTimeOffset recordedAt, DateTimeOffset completeUntil)
    {
        (long Id, BalanceSeriesKey Key)? known = FindSeries(connection, key);
        BalanceSeriesKey kept = known?.Key ?? key with { Account = StoredName.OfReports(connection, key.Account) };
        long series = RequireSeries(connection, kept, recordedAt, completeUntil);
        Dictionary<CostCell, CostSum> now = Sum(told);
        int replaced = 0;
        decimal before = 0m;
        var emptied = new SortedSet<DateOnly>();
        HashSet<DateOnly> billed = [.. told.Where(cost => cost.Amount != 0m).Select(cost => DateOnly.FromDateTime(cost.From.UtcDateTime))];
        foreach ((long id, CostCell cell, CostSum former) in spans.SelectMany(span => Current(connection, series, span)).ToList())
        {
            before += former.Amount;
            DateOnly day = DateOnly.FromDateTime(Instant.FromMicroseconds(cell.From).UtcDateTime);
            if (former.Amount != 0m && !billed.Contains(day))
            {
                emptied.Add(day);
            }

            if (now.TryGetValue(cell, out CostSum again) && again == former)
            {
                now.Remove(cell);
                continue;
            }

            connection.Run("UPDATE report_cost SET replaced_at = $2 WHERE id = $1", id, recordedAt);
            replaced++;
        }

        int added = Add(connection, series, now, recordedAt);
        decimal after = told.Sum(cost => cost.Amount);
        foreach (Interval span in spans)
        {
            Cover(connection, series, span, recordedAt);
        }

        return new ReportChange(kept, known is null, before, after, added, replaced) { EmptiedDays = [.. emptied] };
    }

    private static int Add(StoreConnection connection, long series, Dictionary<CostCell, CostSum> sums, DateTimeOffset recordedAt)
    {
        if (sums.Count == 0)
        {
            return 0;
        }

        using RowWriter writer = connection.Append("report_cost", "series_id, from_at, to_at, service, model, amount, recorded_at, quality, low, high");
        foreach ((CostCell cell, CostSum sum) in sums)
        {
            bool isBounded = cell.Quality != SpendQuality.Reported;
            writer.Add(
                series, cell.From, cell.To, cell.Service, cell.Model, Text(sum.Amount), Instant.ToMicroseconds(recordedAt), cell.Quality.ToString(),
                isBounded ? Text(sum.Low) : null, isBounded ? Text(sum.High) : null);
        }

        return (int)writer.Complete();
    }

    // Providers list one service several times per day. Their sum is the cost of the day.
    private static Dictionary<CostCell, CostSum> Sum(IEnumerable<ReportedCost> costs)
    {
        var sums = new Dictionary<CostCell, CostSum>();
        foreach (ReportedCost cost in costs)
        {
            var cell = new CostCell(Instant.ToMicroseconds(cost.From), Instant.ToMicroseconds(cost.To), cost.Service, cost.Model ?? "", cost.Quality);
            CostSum sum = sums.TryGetValue(cell, out CostSum known) ? known : new CostSum(0m, 0m, 0m);
            sums[cell] = new CostSum(sum.Amount + cost.Amount, sum.Low + cost.Low, sum.High + cost.High);
        }

        return sums;
    }

    private static List<(long Id, CostCell Cell, CostSum Sum)> Current(StoreConnection connection, long series, Interval span) => connection.Query(
        $"""
        SELECT {Columns}, id FROM report_cost
        WHERE series_id = $1 AND from_at >= $2 AND from_at < $3 AND replaced_at IS NULL
        """,
        row => (row.Number(8), new CostCell(row.Number(0), row.Number(1), row.Text(3), row.Text(4), row.Word<SpendQuality>(5)), SumOf(row)),
        series, span.From, span.To);

    // Each part of a span keeps the time at which it was first covered. Before that, nothing was known about it.
    private static void Cover(StoreConnection connection, long series, in Interval span, DateTimeOffset recordedAt)
    {
        foreach (Interval part in Covered(connection, series, DateTimeOffset.MaxValue).GapsIn(span))
        {
            AddSpan(connection, series, part, recordedAt);
        }
    }

    private static void AddSpan(StoreConnection connection, long series, in Interval span, DateTimeOffset recordedAt) => connection.Run(
        "INSERT INTO report_span (series_id, from_at, to_at, recorded_at) VALUES ($1, $2, $3, $4)", series, span.From, span.To, recordedAt);

    // A cost that started before the span and extends into it stays, and so does the time that it covers.
    private static void Uncover(StoreConnection connection, long series, Interval span)
    {
        var kept = IntervalSet.Of(connection.Query(
            "SELECT from_at, to_at FROM report_cost WHERE series_id = $1 AND to_at > $2 AND from_at < $3 ORDER BY from_at",
            row => new Interval(row.Instant(0), row.Instant(1)), series, span.From, span.To));
        var gone = IntervalSet.Of(kept.GapsIn(span));
        foreach ((Interval covered, DateTimeOffset recordedAt) in connection.Query(
            "SELECT from_at, to_at, recorded_at FROM report_span WHERE series_id = $1 AND to_at > $2 AND from_at < $3",
            row => (new Interval(row.Instant(0), row.Instant(1)), row.Instant(2)), series, span.From, span.To))
        {
            connection.Run("DELETE FROM report_span WHERE series_id = $1 AND from_at = $2", series, covered.From);
            foreach (Interval rest in gone.GapsIn(covered))
            {
                AddSpan(connection, series, rest, recordedAt);
            }
        }

        connection.Run(
            """
            UPDATE report_series SET complete_until = (SELECT max(to_at) FROM report_span WHERE series_id = $1)
            WHERE id = $1 AND complete_until > (SELECT max(to_at) FROM report_span WHERE series_id = $1)
            """,
            series);
    }

    private static IntervalSet Covered(StoreConnection connection, long series, DateTimeOffset asOf) => IntervalSet.Of(connection.Query(
        "SELECT from_at, to_at FROM report_span WHERE series_id = $1 AND recorded_at <= $2 ORDER BY from_at",
        row => new Interval(row.Instant(0), row.Instant(1)), series, asOf));

    private static long RequireSeries(StoreConnection connection, BalanceSeriesKey key, DateTimeOffset recordedAt, DateTimeOffset completeUntil) => connection.ReadInteger(
        """
        INSERT INTO report_series (account, provider, currency, complete_until, recorded_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (account, provider, currency) DO UPDATE
            SET complete_until = CASE WHEN excluded.complete_until > report_series.complete_until
                                      THEN excluded.complete_until ELSE report_series.complete_until END,
                recorded_at = CASE WHEN excluded.recorded_at > report_series.recorded_at
                                   THEN excluded.recorded_at ELSE report_series.recorded_at END
        RETURNING id
        """,
        key.Account, key.Provider, key.Currency, completeUntil, recordedAt);

    private static ReportedCost Cost(Row row, string currency)
    {
        CostSum sum = SumOf(row);
        return new ReportedCost(row.Instant(0), row.Instant(1), currency, sum.Amount, row.Name(3), row.Name(4) is { Length: > 0 } model ? model : null)
        {
            Quality = row.Word<SpendQuality>(5),
            Low = sum.Low,
            High = sum.High,
        };
    }

    private static CostSum SumOf(Row row)
    {
        decimal amount = row.Exact(2);
        return row.Word<SpendQuality>(5) == SpendQuality.Reported
            ? new CostSum(amount, amount, amount)
            : new CostSum(amount, row.Exact(6), row.ExactOrNull(7));
    }

    // Unchanged, including trailing zeros.
    private static string? Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    private readonly record struct CostCell(long From, long To, string Service, string Model, SpendQuality Quality);

    private readonly record struct CostSum(decimal Amount, decimal Low, decimal? High);
}
