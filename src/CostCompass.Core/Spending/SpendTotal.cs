namespace CostCompass.Spending;

/// <summary>The spend of a span: the sum of windows and of the parts of windows that lie in it.</summary>
public sealed class SpendTotal
{
    private decimal? _high;
    private bool _isUnbounded;
    private decimal _center;
    private double _squaresBelow;
    private double _squaresAbove;
    private bool _isUnlikely;

    /// <summary>Makes an empty total.</summary>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, not included.</param>
    public SpendTotal(DateTimeOffset from, DateTimeOffset to)
    {
        From = from;
        To = to;
    }

    /// <summary>The start of the span.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The end of the span, not included.</summary>
    public DateTimeOffset To { get; }

    /// <summary>The earliest instant of the span that is observed; null when none is.</summary>
    public DateTimeOffset? ObservedFrom { get; private set; }

    /// <summary>The latest instant of the span that is observed; null when none is.</summary>
    public DateTimeOffset? ObservedTo { get; private set; }

    /// <summary>What is known to have been spent; null when there is only a baseline.</summary>
    public decimal? Amount { get; private set; }

    /// <summary>The least that can have been spent.</summary>
    public decimal? Low { get; private set; }

    /// <summary>The most that can have been spent; null when unbounded.</summary>
    public decimal? High => _isUnbounded ? null : _high;

    /// <summary>The lower end of what is likely (80 %); null where nothing is known from before a part.</summary>
    public decimal? LikelyLow => Amount is null || _isUnlikely ? null
        : Math.Max(Low.GetValueOrDefault(), _center - Root(_squaresBelow));

    /// <summary>The upper end of what is likely (80 %); null where nothing is known from before a part.</summary>
    public decimal? LikelyHigh => Amount is null || _isUnlikely ? null
        : Math.Min(High ?? decimal.MaxValue, _center + Root(_squaresAbove));

    /// <summary>The weakest quality of the parts. A baseline counts only when it is alone.</summary>
    public SpendQuality Quality { get; private set; } = SpendQuality.Baseline;

    /// <summary>The top-ups that were recorded or found; null when there was none.</summary>
    public decimal? TopUp { get; private set; }

    /// <summary>The grants that were recorded or found; null when there was none.</summary>
    public decimal? Grant { get; private set; }

    /// <summary>Adds a window, or the part of it that lies in the span.</summary>
    /// <param name="window">A window or a part that does not reach beyond the span.</param>
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
        AddLikely(window);
        TopUp = Sum(TopUp, window.TopUp);
        Grant = Sum(Grant, window.Grant);
        Weaken(window.Quality);
    }

    // What the windows leave open is independent of each other: it adds up by squares.
    private void AddLikely(in SpendWindow window)
    {
        if (window is not { LikelyLow: { } low, LikelyHigh: { } high })
        {
            _isUnlikely = true;
            return;
        }

        decimal center = Math.Clamp(window.Estimate ?? window.Amount.GetValueOrDefault(), low, high);
        _center += center;
        if (low != high)
        {
            _squaresBelow += Square(center - low);
            _squaresAbove += Square(high - center);
        }
    }

    private static double Square(decimal width) => (double)width * (double)width;

    private static decimal Root(double squares) =>
        squares > 0 ? decimal.Round((decimal)Math.Min(Math.Sqrt(squares), (double)Balances.Amount.Maximum), Balances.Amount.Decimals) : 0m;

    private static decimal? Sum(decimal? left, decimal? right) => right is null ? left : (left ?? 0m) + right;

    private void Weaken(SpendQuality quality) =>
        Quality = Quality == SpendQuality.Baseline || quality > Quality ? quality : Quality;

    private void Observe(DateTimeOffset from, DateTimeOffset to)
    {
        ObservedFrom = ObservedFrom is { } earliest ? Instant.Earlier(earliest, from) : from;
        ObservedTo = ObservedTo is { } latest ? Instant.Later(latest, to) : to;
    }
}
