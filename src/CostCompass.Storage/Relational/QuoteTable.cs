using CostCompass.Balances;
using CostCompass.Pricing;
using CostCompass.Quotes;
using System.Data.Common;

namespace CostCompass.Storage.Relational;

/// <summary>The statements on reservations. Each runs in the connection, and so in the transaction, of its caller.</summary>
internal sealed class QuoteTable(StoreConnection connection)
{
    private const string Columns =
        """
        id, account, model, billed_as, currency, at, band, next_band_at, next_band, is_verified, input_tokens, input_tokens_low,
        input_tokens_high, is_estimated, cache_hit_rate, output_tokens, max_output_tokens, low, expected, next_expected, high,
        balance, balance_at, held, unseen, reserved_at, reserved_until, searches, max_searches
        """;

    /// <summary>Every reservation, the oldest first.</summary>
    public List<DeepSeekQuote> ReadAll(DateTimeOffset now) =>
        Select($"SELECT {Columns}, removed_at, settled_at, actual FROM quote ORDER BY reserved_at, rowid", now);

    /// <summary>The reservations that are neither settled nor given back, the oldest first.</summary>
    public List<DeepSeekQuote> ReadOpen(DateTimeOffset now) => Select(
        $"""
        SELECT {Columns}, removed_at, settled_at, actual FROM quote
        WHERE settled_at IS NULL AND removed_at IS NULL ORDER BY reserved_at, rowid
        """,
        now);

    /// <summary>The newest reservations whose names begin in some way, the newest first.</summary>
    public List<DeepSeekQuote> ReadNewest(string beginning, int count, DateTimeOffset now) => Select(
        $"""
        SELECT {Columns}, removed_at, settled_at, actual FROM quote
        WHERE substr(id, 1, length($1)) = $1 ORDER BY reserved_at DESC, rowid DESC LIMIT $2
        """,
        now, QuoteId.Normalize(beginning), count);

    /// <summary>A reservation; null when there is none of that name.</summary>
    public DeepSeekQuote? Find(string id, DateTimeOffset now) =>
        Select($"SELECT {Columns}, removed_at, settled_at, actual FROM quote WHERE id = $1", now, QuoteId.Normalize(id)).FirstOrDefault();

    /// <summary>What each open reservation of a balance holds.</summary>
    public List<decimal> ReadHeld(string account, string currency, DateTimeOffset now) => Amounts(
        """
        SELECT high FROM quote
        WHERE account = $1 AND currency = $2 AND reserved_until > $3 AND settled_at IS NULL AND removed_at IS NULL
        """,
        account, currency, Instant.ToMicroseconds(now));

    /// <summary>What each call did cost that was settled after an instant.</summary>
    public List<decimal> ReadSettled(string account, string currency, DateTimeOffset after) => Amounts(
        "SELECT actual FROM quote WHERE account = $1 AND currency = $2 AND settled_at > $3 AND settled_at IS NOT NULL",
        account, currency, Instant.ToMicroseconds(after));

    /// <summary>Adds a reservation.</summary>
    /// <returns>False when its name is taken.</returns>
    public bool Add(DeepSeekQuote quote) => connection.Run(
        $"""
        INSERT INTO quote ({Columns})
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)
        ON CONFLICT (id) DO NOTHING
        """,
        quote.Id,
        quote.Account,
        quote.Model,
        quote.BilledAs,
        quote.Currency,
        Instant.ToMicroseconds(quote.At),
        quote.Band.ToString(),
        Microseconds(quote.NextBandAt),
        quote.NextBand?.ToString(),
        quote.IsVerified ? 1L : 0L,
        quote.InputTokens,
        quote.InputTokensLow,
        quote.InputTokensHigh,
        quote.IsEstimated ? 1L : 0L,
        CanonicalDecimal.ToText(quote.CacheHitRate),
        quote.OutputTokens,
        quote.MaxOutputTokens,
        CanonicalDecimal.ToText(quote.Low),
        CanonicalDecimal.ToText(quote.Expected),
        Text(quote.NextExpected),
        Text(quote.High),
        Text(quote.Balance),
        Microseconds(quote.BalanceAt),
        Text(quote.Held),
        Text(quote.Unseen),
        Microseconds(quote.ReservedAt),
        Microseconds(quote.ReservedUntil),
        quote.Searches,
        quote.MaxSearches) > 0;

    /// <summary>Records the settlement of a reservation.</summary>
    public void Settle(DeepSeekSettlement settlement) => connection.Run(
        """
        UPDATE quote
        SET settled_at = $2, completed_at = $3, cache_hit_used = $4, cache_miss_used = $5, output_used = $6,
            actual = $7, refunded = $8, overrun = $9, searches_used = $10
        WHERE id = $1
        """,
        settlement.Id,
        Instant.ToMicroseconds(settlement.SettledAt),
        Instant.ToMicroseconds(settlement.CompletedAt),
        settlement.CacheHitTokens,
        settlement.CacheMissTokens,
        settlement.OutputTokens,
        CanonicalDecimal.ToText(settlement.Actual),
        CanonicalDecimal.ToText(settlement.Refunded),
        CanonicalDecimal.ToText(settlement.Overrun),
        settlement.Searches);

    /// <summary>Marks a reservation as given back.</summary>
    public void Remove(string id, DateTimeOffset now) =>
        connection.Run("UPDATE quote SET removed_at = $2 WHERE id = $1", id, Instant.ToMicroseconds(now));

    private static long? Microseconds(DateTimeOffset? instant) => instant is { } one ? Instant.ToMicroseconds(one) : null;

    private static string? Text(decimal? amount) => amount is { } one ? CanonicalDecimal.ToText(one) : null;

    private List<decimal> Amounts(string sql, params object?[] values)
    {
        var amounts = new List<decimal>();
        using DbCommand command = connection.Prepare(sql, values);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            amounts.Add(CanonicalDecimal.FromText(reader.GetString(0)));
        }

        return amounts;
    }

    private List<DeepSeekQuote> Select(string sql, DateTimeOffset now, params object?[] values)
    {
        var quotes = new List<DeepSeekQuote>();
        using DbCommand command = connection.Prepare(sql, values);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            quotes.Add(Read(new QuoteRow(reader), now));
        }

        return quotes;
    }

    private static DeepSeekQuote Read(QuoteRow row, DateTimeOffset now)
    {
        DateTimeOffset until = row.Moment("reserved_until")!.Value;
        DateTimeOffset? removedAt = row.Moment("removed_at");
        DateTimeOffset? settledAt = row.Moment("settled_at");
        var quote = new DeepSeekQuote
        {
            Id = row.Name("id"),
            Account = row.Name("account"),
            Model = row.Name("model")!,
            BilledAs = row.Name("billed_as")!,
            Currency = row.Name("currency")!,
            At = row.Moment("at")!.Value,
            Band = Enum.Parse<PriceBand>(row.Text("band")!),
            NextBandAt = row.Moment("next_band_at"),
            NextBand = row.Text("next_band") is { } band ? Enum.Parse<PriceBand>(band) : null,
            IsVerified = row.Number("is_verified") != 0,
            InputTokens = row.Number("input_tokens"),
            InputTokensLow = row.Number("input_tokens_low"),
            InputTokensHigh = row.Number("input_tokens_high"),
            IsEstimated = row.Number("is_estimated") != 0,
            CacheHitRate = row.Amount("cache_hit_rate")!.Value,
            OutputTokens = row.Number("output_tokens"),
            MaxOutputTokens = row.Number("max_output_tokens"),
            Searches = row.Number("searches"),
            MaxSearches = row.Number("max_searches"),
            Low = row.Amount("low")!.Value,
            Expected = row.Amount("expected")!.Value,
            NextExpected = row.Amount("next_expected"),
            High = row.Amount("high"),
            Balance = row.Amount("balance"),
            BalanceAt = row.Moment("balance_at"),
            Held = row.Amount("held"),
            Unseen = row.Amount("unseen"),
            ReservedAt = row.Moment("reserved_at"),
            ReservedUntil = until,
            ClosedAt = settledAt ?? removedAt,
            Actual = row.Amount("actual"),
            State = settledAt is not null ? QuoteState.Completed
                : removedAt is not null ? QuoteState.Removed
                : ReservationRule.OpenState(until, now),
        };
        return quote with { AvailableAfter = quote.Balance - quote.Held - quote.Unseen - quote.High };
    }
}
