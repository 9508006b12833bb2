namespace CostCompass.Commands;

/// <summary>Makes what a command shows of quotes and settlements. Instants are in the local time zone.</summary>
internal static class QuoteView
{
    /// <summary>A quote for the user's eyes.</summary>
    /// <param name="quote">The quote.</param>
    public static DeepSeekQuote Of(DeepSeekQuote quote) => quote with
    {
        At = quote.At.ToLocalTime(),
        NextBandAt = quote.NextBandAt?.ToLocalTime(),
        BalanceAt = quote.BalanceAt?.ToLocalTime(),
        ReservedAt = quote.ReservedAt?.ToLocalTime(),
        ReservedUntil = quote.ReservedUntil?.ToLocalTime(),
        ClosedAt = quote.ClosedAt?.ToLocalTime(),
    };

    /// <summary>A settlement for the user's eyes.</summary>
    /// <param name="settlement">The settlement.</param>
    public static DeepSeekSettlement Of(DeepSeekSettlement settlement) => settlement with
    {
        CompletedAt = settlement.CompletedAt.ToLocalTime(),
        SettledAt = settlement.SettledAt.ToLocalTime(),
    };
}
