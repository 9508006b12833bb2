using System.Data.Common;
using System.Globalization;
using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.BilledCosts;
using CostCompass.Spending;

namespace CostCompass.Storage.Relational;

/// <summary>The statements on reported costs. Each runs in the connection, and so in the transaction, of its caller.</summary>
internal sealed class ReportTable(StoreConnection connection)
{
    // Bills have more decimals than balances, so amounts are text.
    private const string Columns = "c.from_at, c.to_at, c.amount, c.service, c.model, c.quality, c.low, c.high";

    /// <summary>The series of which there are reports.</summary>
    public List<ReportedSeries> ReadSeries()
    {
        var series = new List<ReportedSeries>();
        using DbCommand command = connection.Prepare(
            """
            SELECT s.account, s.provider, s.currency, coalesce(
                       (SELECT min(from_at) FROM report_cost WHERE series_id = s.id), (SELECT min(from_at) FROM report_span WHERE series_id = s.id)), s.complete_until, s.recorded_at
            FROM report_series s
            ORDER BY s.id
            """);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            series.Add(new ReportedSeries(
                new BalanceSeriesKey(reader.ReadName(0), reader.ReadName(1), reader.ReadName(2)),
                Instant.FromMicroseconds(reader.GetInt64(3)),
                Instant.FromMicroseconds(reader.GetInt64(4)),
                Instant.FromMicroseconds(reader.GetInt64(5))));
        }

        return
        [
            .. series.DistinctBy(one => one.Key)
                .OrderBy(one => one.Key.Account).ThenBy(one => one.Key.Provider, StringComparer.Ordinal).ThenBy(one => one.Key.Currency, StringComparer.Ordinal),
        ];
    }

    /// <summary>The currencies in which an account has reports.</summary>
    public List<string> CurrenciesOf(AccountName account, string provider)
    {
        var currencies = new List<string>();
        using DbCommand command = connection.Prepare(
            "SELECT currency FROM report_series WHERE account = $1 AND provider = $2", StoredName.OfReports(connection, account), provider);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            currencies.Add(reader.GetString(0));
        }

        return currencies;
    }

    /// <summary>The costs that reach into a span, as they were known at an instant.</summary>
    public List<ReportedCost> Read(BalanceSeriesKey key, DateTimeOffset from, DateTimeOffset to, DateTimeOffset asOf)
    {
        if (FindSeries(key) is not { } series)
        {
            return [];
        }

        var costs = new List<ReportedCost>();
        using DbCommand command = connection.Prepare(
            $"""
            SELECT {Columns} FROM report_cost c
            WHERE c.series_id = $1 AND c.to_at > $2 AND c.from_at < $3
              AND c.recorded_at <= $4 AND coalesce(c.replaced_at, $4 + 1) > $4
            ORDER BY c.from_at, c.id
            """,
            series.Id, Instant.ToMicroseconds(from), Instant.ToMicroseconds(to), Instant.ToMicroseconds(asOf));
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            costs.Add(Cost(reader, key.Currency));
        }

        return costs;
    }

    /// <summary>The covered spans, as they were known at an instant, in order.</summary>
    public IReadOnlyList<CoveredSpan> ReadCovered(BalanceSeriesKey key, DateTimeOffset asOf)
    {
        if (FindSeries(key) is not { } series)
        {
            return [];
        }

        IReadOnlyList<CoveredSpan> covered = Covered(series.Id, asOf);
        return FirstCost(series.Id, asOf) is { } first
            ? covered.Where(span => span.To > first).Select(span => span with { From = Instant.Later(span.From, first) }).ToList()
            : covered;
    }

    /// <summary>
    /// Up to where the costs were whole, as it was known at an instant: for an instant before the newest report, the instant of the
    /// last report by then that changed anything.
    /// </summary>
    public DateTimeOffset ReadCompleteUntil(BalanceSeriesKey key, DateTimeOffset asOf)
    {
        if (FindSeries(key) is not { } series)
        {
            return DateTimeOffset.MinValue;
        }

        using DbCommand command = connection.Prepare(
            """
            SELECT CASE WHEN s.recorded_at <= $2 THEN s.complete_until ELSE (
                SELECT max(recorded_at) FROM (
                    SELECT recorded_at FROM report_cost WHERE series_id = $1 AND recorded_at <= $2
                    UNION ALL SELECT recorded_at FROM report_span WHERE series_id = $1 AND recorded_at <= $2) AS changes) END
            FROM report_series s WHERE s.id = $1
            """,
            series.Id, Instant.ToMicroseconds(asOf));
        return command.ExecuteScalar() is long until ? Instant.FromMicroseconds(until) : DateTimeOffset.MinValue;
    }

    /// <summary>The newest instants by a given one at which reports that changed anything were taken in, in order.</summary>
    public List<DateTimeOffset> ReadRecorded(BalanceSeriesKey key, DateTimeOffset asOf, int most)
    {
        var recorded = new List<DateTimeOffset>();
        if (FindSeries(key) is not { } series)
        {
            return recorded;
        }

        using DbCommand command = connection.Prepare(
            """
            SELECT recorded_at FROM (
                SELECT recorded_at FROM report_cost WHERE series_id = $1 AND recorded_at <= $2
                UNION SELECT recorded_at FROM report_span WHERE series_id = $1 AND recorded_at <= $2) AS changes
            ORDER BY recorded_at DESC LIMIT $3
            """,
            series.Id, Instant.ToMicroseconds(asOf), (long)most);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            recorded.Add(Instant.FromMicroseconds(reader.GetInt64(0)));
        }

        recorded.Reverse();
        return recorded;
    }

    /// <summary>Puts what a report says of the spans that it covers in the place of what was known.</summary>
    public ReportChange Replace(
        BalanceSeriesKey key, IReadOnlyList<CoveredSpan> spans, IReadOnlyList<ReportedCost> told, DateTimeOffset recordedAt, DateTimeOffset completeUntil)
    {
        (long Id, BalanceSeriesKey Key)? known = FindSeries(key);
        BalanceSeriesKey kept = known?.Key ?? key with { Account = StoredName.OfReports(connection, key.Account) };
        long series = RequireSeries(kept, recordedAt, completeUntil);
        Dictionary<CostCell, CostSum> now = Sum(told);
        int replaced = 0;
        decimal before = 0m;
        var emptied = new SortedSet<DateOnly>();
        HashSet<DateOnly> billed = [.. told.Where(cost => cost.Amount != 0m).Select(cost => DateOnly.FromDateTime(cost.From.UtcDateTime))];
        foreach ((long id, CostCell cell, CostSum former) in spans.SelectMany(span => Current(series, span)).ToList())
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

            connection.Run("UPDATE report_cost SET replaced_at = $2 WHERE id = $1", id, Instant.ToMicroseconds(recordedAt));
            replaced++;
        }

        int added = Add(series, now, recordedAt);
        decimal after = told.Sum(cost => cost.Amount);
        foreach (CoveredSpan span in spans)
        {
            Cover(series, span, recordedAt);
        }

        return new ReportChange(kept, known is null, before, after, added, replaced) { EmptiedDays = [.. emptied] };
    }

    /// <summary>Removes every report of an account.</summary>
    /// <returns>How many costs were removed.</returns>
    public int Remove(AccountName account)
    {
        string stored = StoredName.OfReports(connection, account);
        int removed = connection.Run(
            "DELETE FROM report_cost WHERE series_id IN (SELECT id FROM report_series WHERE account = $1)", stored);
        connection.Run("DELETE FROM report_series WHERE account = $1", stored);
        return removed;
    }

    private int Add(long series, Dictionary<CostCell, CostSum> sums, DateTimeOffset recordedAt)
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

    // Providers list one service several times in a day; the sum of them is what a day of it cost.
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

    private List<(long Id, CostCell Cell, CostSum Sum)> Current(long series, in CoveredSpan span)
    {
        var found = new List<(long, CostCell, CostSum)>();
        using DbCommand command = connection.Prepare(
            $"""
            SELECT {Columns}, c.id FROM report_cost c
            WHERE c.series_id = $1 AND c.from_at >= $2 AND c.from_at < $3 AND c.replaced_at IS NULL
            """,
            series, Instant.ToMicroseconds(span.From), Instant.ToMicroseconds(span.To));
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            var cell = new CostCell(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(3), reader.GetString(4), QualityOf(reader));
            found.Add((reader.GetInt64(8), cell, SumOf(reader)));
        }

        return found;
    }

    // Each part of a span keeps the instant at which it was first covered: before that nothing was known of it.
    private void Cover(long series, in CoveredSpan span, DateTimeOffset recordedAt)
    {
        foreach (CoveredSpan part in span.Except(Covered(series, DateTimeOffset.MaxValue)))
        {
            connection.Run(
                "INSERT INTO report_span (series_id, from_at, to_at, recorded_at) VALUES ($1, $2, $3, $4)",
                series, Instant.ToMicroseconds(part.From), Instant.ToMicroseconds(part.To), Instant.ToMicroseconds(recordedAt));
        }
    }

    private IReadOnlyList<CoveredSpan> Covered(long series, DateTimeOffset asOf)
    {
        var spans = new List<CoveredSpan>();
        using DbCommand command = connection.Prepare(
            "SELECT from_at, to_at FROM report_span WHERE series_id = $1 AND recorded_at <= $2 ORDER BY from_at", series, Instant.ToMicroseconds(asOf));
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            spans.Add(new CoveredSpan(Instant.FromMicroseconds(reader.GetInt64(0)), Instant.FromMicroseconds(reader.GetInt64(1))));
        }

        return CoveredSpan.Union(spans);
    }

    // Days before the first bill are days on which the account was not there yet: a forecast must not learn from them.
    private DateTimeOffset? FirstCost(long series, DateTimeOffset asOf)
    {
        using DbCommand command = connection.Prepare(
            "SELECT min(from_at) FROM report_cost WHERE series_id = $1 AND recorded_at <= $2", series, Instant.ToMicroseconds(asOf));
        return command.ExecuteScalar() is long first ? Instant.FromMicroseconds(first) : null;
    }

    private (long Id, BalanceSeriesKey Key)? FindSeries(BalanceSeriesKey key) =>
        StoredName.FindSeries(connection, "report_series", StoredName.OfReports(connection, key.Account), key);

    private long RequireSeries(BalanceSeriesKey key, DateTimeOffset recordedAt, DateTimeOffset completeUntil) => connection.ReadInteger(
        """
        INSERT INTO report_series (account, provider, currency, complete_until, recorded_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (account, provider, currency) DO UPDATE
            SET complete_until = CASE WHEN excluded.complete_until > report_series.complete_until
                                      THEN excluded.complete_until ELSE report_series.complete_until END,
                recorded_at = CASE WHEN excluded.recorded_at > report_series.recorded_at
                                   THEN excluded.recorded_at ELSE report_series.recorded_at END
        RETURNING id
        """,
        key.Account.Text, key.Provider, key.Currency, Instant.ToMicroseconds(completeUntil), Instant.ToMicroseconds(recordedAt));

    private static ReportedCost Cost(DbDataReader reader, string currency)
    {
        CostSum sum = SumOf(reader);
        return new ReportedCost(
            Instant.FromMicroseconds(reader.GetInt64(0)),
            Instant.FromMicroseconds(reader.GetInt64(1)),
            currency,
            sum.Amount,
            reader.ReadName(3),
            reader.ReadName(4) is { Length: > 0 } model ? model : null)
        {
            Quality = QualityOf(reader),
            Low = sum.Low,
            High = sum.High,
        };
    }

    private static SpendQuality QualityOf(DbDataReader reader) => Enum.Parse<SpendQuality>(reader.GetString(5));

    private static CostSum SumOf(DbDataReader reader)
    {
        decimal amount = CanonicalDecimal.FromText(reader.GetString(2));
        return QualityOf(reader) == SpendQuality.Reported
            ? new CostSum(amount, amount, amount)
            : new CostSum(amount, CanonicalDecimal.FromText(reader.GetString(6)), reader.ReadText(7) is { } high ? CanonicalDecimal.FromText(high) : null);
    }

    private static string? Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    private readonly record struct CostCell(long From, long To, string Service, string Model, SpendQuality Quality);

    private readonly record struct CostSum(decimal Amount, decimal Low, decimal? High);
}
