using CostCompass.Core.Tests.Pricing;

namespace CostCompass.Core.Tests.Quotes;

/// <summary>Short forms of calls, quotes and balances.</summary>
internal static class Calls
{
    // A Monday, in peak hours until 10:00.
    public const string Monday = "2026-11-16T09:30:00Z";

    public static QuoteRequest Of(
        string at = Monday, string model = "deepseek-flash", long input = 1_000_000, long? most = 1_000_000, string currency = "USD") => new()
        {
            Model = model,
            Currency = currency,
            At = Instants.Of(at),
            Input = TokenEstimate.Exactly(input),
            MaxOutputTokens = most,
        };

    public static DeepSeekQuote Quote(QuoteRequest request) => QuotePricing.Of(request, DeepSeekPriceCatalog.BuiltIn);

    public static BalanceStanding Standing(decimal total, decimal held = 0m, decimal unseen = 0m, bool isAvailable = true) =>
        new(total, Instants.Of(Monday), isAvailable, held, held > 0m ? 1 : 0, unseen);

    public static DeepSeekQuote Reserve(QuoteRequest request, BalanceStanding standing, TimeSpan? lasting = null) => ReservationRule.Reserve(
        Quote(request), "team", standing, request.At, request.At + (lasting ?? TimeSpan.FromMinutes(15))) with { Id = "abcdefghjk" };

    public static BalanceSnapshot Snapshot(decimal total, DateTimeOffset seen) => new(seen, seen, BalanceLevels.OfTotal(total));
}
