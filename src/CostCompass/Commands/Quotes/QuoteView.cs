namespace CostCompass.Commands;

/// <summary>Converts quotes and settlements to the output of commands. Times are in the local time zone.</summary>
internal static class QuoteView
{
    /// <summary>The output for a quote.</summary>
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

    /// <summary>The output for a settlement.</summary>
    /// <param name="settlement">The settlement.</param>
    public static DeepSeekSettlement Of(DeepSeekSettlement settlement) => settlement with
    {
        CompletedAt = settlement.CompletedAt.ToLocalTime(),
        SettledAt = settlement.SettledAt.ToLocalTime(),
    };
}
