namespace CostCompass.Spending;

/// <summary>The spend in a span: the sum of the windows and parts of windows in it.</summary>
public sealed class SpendTotal
{
    private decimal? _high;
    private bool _isUnbounded;

    /// <summary>Creates an empty total.</summary>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    public SpendTotal(DateTimeOffset from, DateTimeOffset to)
    {
        From = from;
        To = to;
    }

    /// <summary>The start of the span.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The end of the span, exclusive.</summary>
    public DateTimeOffset To { get; }

    /// <summary>The start of the observed part of the span, or null if there is none.</summary>
    public DateTimeOffset? ObservedFrom { get; private set; }

    /// <summary>The end of the observed part of the span, or null if there is none.</summary>
    public DateTimeOffset? ObservedTo { get; private set; }

    /// <summary>The known spend, or null if there is only a baseline.</summary>
    public decimal? Amount { get; private set; }

    /// <summary>The minimum possible spend.</summary>
    public decimal? Low { get; private set; }

    /// <summary>The maximum possible spend, or null if there is no upper bound.</summary>
    public decimal? High => _isUnbounded ? null : _high;

    /// <summary>The weakest quality of the parts. A baseline counts only when it is alone.</summary>
    public SpendQuality Quality { get; private set; } = SpendQuality.Baseline;

    /// <summary>The recorded or detected top-ups, or null if there were none.</summary>
    public decimal? TopUp { get; private set; }

    /// <summary>The recorded or detected grants, or null if there were none.</summary>
    public decimal? Grant { get; private set; }

    /// <summary>Adds a window, or its part in the span.</summary>
    /// <param name="window">A window or a part that doesn't extend beyond the span.</param>
    public void Add(in SpendWindow window)
    {
        Observe(window.From, window.To);
        if (window.Quality == SpendQuality.Baseline)
        {
            return;
        }

        Amount = (Amount ?? 0m) + window.Amount;
        Low = (Low ?? 0m) + window.Low;
        _high = (_high ?? 0m) + (window.High ?? 0m);
        _isUnbounded |= window.High is null;
        TopUp = Sum(TopUp, window.TopUp);
        Grant = Sum(Grant, window.Grant);
        Weaken(window.Quality);
    }

    private static decimal? Sum(decimal? left, decimal? right) => right is null ? left : (left ?? 0m) + right;

    private void Weaken(SpendQuality quality) =>
        Quality = Quality == SpendQuality.Baseline || quality > Quality ? quality : Quality;

    private void Observe(DateTimeOffset from, DateTimeOffset to)
    {
        ObservedFrom = ObservedFrom is { } earliest ? Instant.Earlier(earliest, from) : from;
        ObservedTo = ObservedTo is { } latest ? Instant.Later(latest, to) : to;
    }
}
