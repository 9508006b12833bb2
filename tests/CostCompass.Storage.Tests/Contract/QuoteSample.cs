using CostCompass.Storage.Sql;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Contract;

/// <summary>Quotes and settlements whose amounts a test chooses.</summary>
internal static class QuoteSample
{
    /// <summary>A quote with an upper bound of the test's choice.</summary>
    public static DeepSeekQuote Of(decimal high) => new()
    {
        Model = "deepseek-v4-flash",
        BilledAs = "deepseek-flash",
        Currency = "USD",
        At = Noon,
        Band = PriceBand.OffPeak,
        IsVerified = true,
        InputTokens = 2,
        InputTokensLow = 2,
        InputTokensHigh = 2,
        IsEstimated = false,
        CacheHitRate = 0m,
        OutputTokens = 4,
        MaxOutputTokens = 5,
        Low = 0m,
        Expected = 0.5m,
        High = high,
    };

    /// <summary>Settles with a cost of the test's choice.</summary>
    public static DeepSeekSettlement Settle(QuoteStore quotes, string id, DateTimeOffset now, decimal actual) =>
        quotes.Settle(id, now, quote => Settlement(quote, now, actual));

    /// <summary>A settlement with a cost of the test's choice.</summary>
    public static DeepSeekSettlement Settlement(DeepSeekQuote quote, DateTimeOffset now, decimal actual)
    {
        ReservationRule.RequireOpen(quote);
        return new DeepSeekSettlement
        {
            Id = quote.Id!,
            Account = quote.Account!,
            Model = quote.Model,
            Currency = quote.Currency,
            CompletedAt = now,
            Band = PriceBand.OffPeak,
            CacheHitTokens = 1,
            CacheMissTokens = 2,
            OutputTokens = 3,
            Reserved = quote.High!.Value,
            Actual = actual,
            Refunded = quote.State == QuoteState.Expired ? 0m : quote.High.Value - actual,
            Overrun = 0m,
            WasExpired = quote.State == QuoteState.Expired,
            IsAmbiguous = false,
            ActualAtStart = null,
            SettledAt = now,
        };
    }
}
