using System.Security.Cryptography;

namespace CostCompass.Storage.Sql;

/// <summary>
/// The reservations. <see cref="ReservationRule"/> decides what can be reserved and how it is settled. The store makes each decision and its record one
/// step, however many processes decide at the same time: a write first claims the account that pays. Reservations are dated and expire by the clock of
/// the store (<see cref="StoreConnection.ClockLead"/>), because the clock of each host may be wrong.
/// </summary>
public sealed class QuoteStore
{
    // Ids of ten random characters out of 32 that can't be confused (no i, l, o, u): 50 bits.
    private const int NameLength = 10;
    private const string NameCharacters = "0123456789abcdefghjkmnpqrstvwxyz";

    private const string Columns =
        """
        id, account, model, billed_as, currency, at, band, next_band_at, next_band, is_verified, input_tokens, input_tokens_low,
        input_tokens_high, is_estimated, cache_hit_rate, output_tokens, max_output_tokens, low, expected, next_expected, high,
        balance, balance_at, held, unseen, reserved_at, reserved_until, searches, max_searches
        """;

    private readonly StoreDatabase _database;

    internal QuoteStore(StoreDatabase database) => _database = database;

    /// <summary>Every reservation, the oldest first, in its state at a time.</summary>
    /// <param name="now">The time.</param>
    public IReadOnlyList<DeepSeekQuote> Read(DateTimeOffset now) => Select("ORDER BY reserved_at, number", now);

    /// <summary>The reservations that are neither settled nor released, the oldest first: the open ones and the expired ones.</summary>
    /// <param name="now">The time.</param>
    public IReadOnlyList<DeepSeekQuote> ReadOpen(DateTimeOffset now) =>
        Select("WHERE settled_at IS NULL AND removed_at IS NULL ORDER BY reserved_at, number", now);

    /// <summary>The newest reservations whose Ids begin with a text, the newest first.</summary>
    /// <param name="beginning">The beginning of an Id, not case-sensitive. Empty for all.</param>
    /// <param name="count">The maximum number.</param>
    /// <param name="now">The time.</param>
    public IReadOnlyList<DeepSeekQuote> ReadNewest(string beginning, int count, DateTimeOffset now) =>
        Select("WHERE substr(id, 1, length($1)) = $1 ORDER BY reserved_at DESC, number DESC LIMIT $2", now, Normal(beginning), count);

    /// <summary>A reservation, in its state at a time.</summary>
    /// <param name="id">Its Id, not case-sensitive.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="CostException"><c>QuoteNotFound</c>.</exception>
    public DeepSeekQuote Find(string id, DateTimeOffset now) =>
        _database.ReadOr(null, connection => Find(connection, id, InStore(connection, now))) ?? throw NotFound(id);

    /// <summary>The available balance at a time, or null if there is no snapshot of it.</summary>
    /// <param name="series">The balance.</param>
    /// <param name="now">The time.</param>
    public BalanceStanding? ReadStanding(BalanceSeriesKey series, DateTimeOffset now) =>
        _database.Exists ? _database.ReadState(connection => Standing(connection, series, InStore(connection, now))) : null;

    /// <summary>Reserves the maximum cost of a quote and gives it an Id. No other reservation in this store can come between the check and the reservation.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="series">The balance that pays.</param>
    /// <param name="now">The time of the reservation.</param>
    /// <param name="until">The time at which it expires.</param>
    /// <exception cref="CostException">Those of <see cref="ReservationRule.Reserve"/>.</exception>
    public DeepSeekQuote Reserve(DeepSeekQuote quote, BalanceSeriesKey series, DateTimeOffset now, DateTimeOffset until)
    {
        DeepSeekQuote Judge(AccountName account, BalanceStanding? standing, TimeSpan lead) =>
            ReservationRule.Reserve(quote, account.Text, standing, Instant.Truncate(now + lead), Instant.Truncate(until + lead));

        DeepSeekQuote JudgeIn(StoreConnection connection)
        {
            TimeSpan lead = connection.ClockLead();
            return Judge(StoredName.OfHistory(connection, series.Account), Standing(connection, series, now + lead), lead);
        }

        // Without a store nothing can be reserved, and no store is created for the error.
        if (!_database.Exists)
        {
            return Judge(series.Account, null, TimeSpan.Zero);
        }

        // A refusal writes nothing, so it doesn't wait for others to finish their writes.
        _ = _database.ReadState(JudgeIn);
        return _database.Write(connection =>
        {
            connection.Claim(StoreClaim.Account(series.Account));
            DeepSeekQuote reserved = JudgeIn(connection);
            DeepSeekQuote named;
            do
            {
                named = reserved with { Id = RandomNumberGenerator.GetString(NameCharacters, NameLength) };
            }
            while (!Add(connection, named));
            return named;
        });
    }

    /// <summary>Settles a reservation.</summary>
    /// <param name="id">Its Id, not case-sensitive.</param>
    /// <param name="now">The time.</param>
    /// <param name="settle">Creates the settlement of the reservation in its current state, or throws.</param>
    /// <exception cref="CostException"><c>QuoteNotFound</c>, and the errors of <paramref name="settle"/>.</exception>
    public DeepSeekSettlement Settle(string id, DateTimeOffset now, Func<DeepSeekQuote, DeepSeekSettlement> settle) => Change(id, now, (connection, quote, at) =>
    {
        DeepSeekSettlement settlement = settle(quote) with { SettledAt = at };
        connection.Run(
            """
            UPDATE quote
            SET settled_at = $2, completed_at = $3, cache_hit_used = $4, cache_miss_used = $5, output_used = $6,
                actual = $7, refunded = $8, overrun = $9, searches_used = $10
            WHERE id = $1
            """,
            settlement.Id, settlement.SettledAt, settlement.CompletedAt, settlement.CacheHitTokens, settlement.CacheMissTokens, settlement.OutputTokens,
            StoredValue.Exact(settlement.Actual), StoredValue.Exact(settlement.Refunded), StoredValue.Exact(settlement.Overrun), settlement.Searches);
        return settlement;
    });

    /// <summary>Releases a reservation. It stays in the store as removed.</summary>
    /// <param name="id">Its Id, not case-sensitive.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="CostException"><c>QuoteNotFound</c>, <c>QuoteCompleted</c>, <c>QuoteRemoved</c>.</exception>
    public void Remove(string id, DateTimeOffset now) => Change(id, now, (connection, quote, at) =>
    {
        ReservationRule.RequireOpen(quote);
        return connection.Run("UPDATE quote SET removed_at = $2 WHERE id = $1", quote.Id, at);
    });

    private static BalanceStanding? Standing(StoreConnection connection, BalanceSeriesKey series, DateTimeOffset now)
    {
        var snapshots = new SnapshotTable(connection);
        if (snapshots.FindSeries(series) is not { } found || snapshots.Newest(found.Id) is not { } newest)
        {
            return null;
        }

        // A snapshot of a fast clock wasn't read later than now, and doesn't include what is settled until then.
        BalanceSnapshot seen = newest with { LastSeen = Instant.Earlier(newest.LastSeen, now) };
        string account = StoredName.OfHistory(connection, series.Account);
        List<decimal> held = connection.Query(
            "SELECT high FROM quote WHERE account = $1 AND currency = $2 AND reserved_until > $3 AND settled_at IS NULL AND removed_at IS NULL",
            row => row.Exact(0), account, series.Currency, now);
        List<decimal> settled = connection.Query(
            "SELECT actual FROM quote WHERE account = $1 AND currency = $2 AND settled_at > $3 AND settled_at IS NOT NULL",
            row => row.Exact(0), account, series.Currency, seen.LastSeen - BalanceStanding.Lag);
        return BalanceStanding.Of(seen, held, settled);
    }

    private T Change<T>(string id, DateTimeOffset now, Func<StoreConnection, DeepSeekQuote, DateTimeOffset, T> change) => _database.Exists
        ? _database.Write(connection =>
        {
            if (connection.Claims)
            {
                // The owner determines what must be claimed. Only after that can no one else change it.
                connection.Claim(StoreClaim.Account((Find(connection, id, now) ?? throw NotFound(id)).Account!));
            }

            DateTimeOffset at = InStore(connection, now);
            return change(connection, Find(connection, id, at) ?? throw NotFound(id), at);
        })
        : throw NotFound(id);

    private static bool Add(StoreConnection connection, DeepSeekQuote quote) => connection.Run(
        $"""
        INSERT INTO quote ({Columns})
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)
        ON CONFLICT (id) DO NOTHING
        """,
        quote.Id, quote.Account, quote.Model, quote.BilledAs, quote.Currency, quote.At, quote.Band, quote.NextBandAt, quote.NextBand, quote.IsVerified,
        quote.InputTokens, quote.InputTokensLow, quote.InputTokensHigh, quote.IsEstimated, StoredValue.Exact(quote.CacheHitRate),
        quote.OutputTokens, quote.MaxOutputTokens,
        StoredValue.Exact(quote.Low), StoredValue.Exact(quote.Expected), StoredValue.Exact(quote.NextExpected), StoredValue.Exact(quote.High),
        StoredValue.Exact(quote.Balance), quote.BalanceAt, StoredValue.Exact(quote.Held), StoredValue.Exact(quote.Unseen),
        quote.ReservedAt, quote.ReservedUntil, quote.Searches, quote.MaxSearches) > 0;

    private List<DeepSeekQuote> Select(string which, DateTimeOffset now, params object?[] values) =>
        _database.ReadOr([], connection => Select(connection, which, InStore(connection, now), values));

    private static DeepSeekQuote? Find(StoreConnection connection, string id, DateTimeOffset now) =>
        Select(connection, "WHERE id = $1", now, Normal(id)).FirstOrDefault();

    private static List<DeepSeekQuote> Select(StoreConnection connection, string which, DateTimeOffset now, params object?[] values) =>
        connection.Query($"SELECT {Columns}, removed_at, settled_at, actual FROM quote {which}", row => Read(row, now), values);

    private static DeepSeekQuote Read(Row row, DateTimeOffset now)
    {
        DateTimeOffset until = row.Instant(row["reserved_until"]);
        DateTimeOffset? removedAt = row.InstantOrNull(row["removed_at"]);
        DateTimeOffset? settledAt = row.InstantOrNull(row["settled_at"]);
        var quote = new DeepSeekQuote
        {
            Id = row.Name(row["id"]),
            Account = row.Name(row["account"]),
            Model = row.Name(row["model"]),
            BilledAs = row.Name(row["billed_as"]),
            Currency = row.Name(row["currency"]),
            At = row.Instant(row["at"]),
            Band = row.Word<PriceBand>(row["band"]),
            NextBandAt = row.InstantOrNull(row["next_band_at"]),
            NextBand = row.IsNull(row["next_band"]) ? null : row.Word<PriceBand>(row["next_band"]),
            IsVerified = row.Flag(row["is_verified"]),
            InputTokens = row.Number(row["input_tokens"]),
            InputTokensLow = row.Number(row["input_tokens_low"]),
            InputTokensHigh = row.Number(row["input_tokens_high"]),
            IsEstimated = row.Flag(row["is_estimated"]),
            CacheHitRate = row.Exact(row["cache_hit_rate"]),
            OutputTokens = row.Number(row["output_tokens"]),
            MaxOutputTokens = row.Number(row["max_output_tokens"]),
            Searches = row.Number(row["searches"]),
            MaxSearches = row.Number(row["max_searches"]),
            Low = row.Exact(row["low"]),
            Expected = row.Exact(row["expected"]),
            NextExpected = row.ExactOrNull(row["next_expected"]),
            High = row.ExactOrNull(row["high"]),
            Balance = row.ExactOrNull(row["balance"]),
            BalanceAt = row.InstantOrNull(row["balance_at"]),
            Held = row.ExactOrNull(row["held"]),
            Unseen = row.ExactOrNull(row["unseen"]),
            ReservedAt = row.InstantOrNull(row["reserved_at"]),
            ReservedUntil = until,
            ClosedAt = settledAt ?? removedAt,
            Actual = row.ExactOrNull(row["actual"]),
            State = settledAt is not null ? QuoteState.Completed
                : removedAt is not null ? QuoteState.Removed
                : ReservationRule.OpenState(until, now),
        };
        return quote with { AvailableAfter = quote.Balance - quote.Held - quote.Unseen - quote.High };
    }

    private static DateTimeOffset InStore(StoreConnection connection, DateTimeOffset now) => now + connection.ClockLead();

    // Ids aren't case-sensitive.
    private static string Normal(string id) => id.ToLowerInvariant();

    private static CostException NotFound(string id) => QuoteErrors.QuoteNotFound(Shown(id));

    // The id of a response may be mistaken for that of a quote: no control characters, and limited to the length of a line.
    private static string Shown(string id) => ForeignText.Visible(id.Length > 64 ? id[..64] : id);
}
