namespace CostCompass.Spending;

/// <summary>
/// Cuts a window into parts. Its spend is distributed evenly. The shares are differences of one rounded running total, so that all parts
/// always add up exactly to the window.
/// </summary>
public static class WindowCut
{
    /// <summary>The part of a window between two times.</summary>
    /// <param name="window">The window.</param>
    /// <param name="from">The start of the part.</param>
    /// <param name="to">The end of the part, exclusive.</param>
    /// <returns>The part, or null if the window is outside the span. A top-up, a grant or a suggestion belongs to the last part.</returns>
    public static SpendWindow? Part(in SpendWindow window, DateTimeOffset from, DateTimeOffset to)
    {
        if (window.Quality == SpendQuality.Baseline)
        {
            return window.From >= from && window.From < to ? window : null;
        }

        DateTimeOffset start = Instant.Later(window.From, from);
        DateTimeOffset end = Instant.Earlier(window.To, to);
        if (start >= end)
        {
            return null;
        }

        if (start == window.From && end == window.To)
        {
            return window;
        }

        bool isLast = end == window.To;
        return window with
        {
            From = start,
            To = end,
            Amount = Share(window, window.Amount, start, end),
            Low = Share(window, window.Low, start, end),
            High = Share(window, window.High, start, end),
            TopUp = isLast ? window.TopUp : null,
            Grant = isLast ? window.Grant : null,
            SuggestedTopUp = isLast ? window.SuggestedTopUp : null,
        };
    }

    private static decimal? Share(in SpendWindow window, decimal? amount, DateTimeOffset start, DateTimeOffset end) => amount is { } whole
        ? Until(window, whole, end) - Until(window, whole, start)
        : null;

    private static decimal Until(in SpendWindow window, decimal amount, DateTimeOffset instant) => instant == window.To
        ? amount
        : decimal.Round(amount * (instant - window.From).Ticks / window.Duration.Ticks, Amount.Decimals);
}
