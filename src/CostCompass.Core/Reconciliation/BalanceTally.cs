namespace CostCompass.Reconciliation;

/// <summary>Sums the spend of a balance in a span, window by window.</summary>
public sealed class BalanceTally
{
    private readonly Interval _span;
    private readonly IReadOnlyList<Interval> _gaps;

    /// <summary>Creates the tally.</summary>
    /// <param name="span">The span.</param>
    /// <param name="exported">The time that the export covers, or null without an export.</param>
    public BalanceTally(Interval span, IntervalSet? exported = null)
    {
        _span = span;
        _gaps = exported is null ? [] : [.. exported.GapsIn(span)];
        Total = new SpendTotal(span.From, span.To);
    }

    /// <summary>The spend of the span.</summary>
    public SpendTotal Total { get; }

    /// <summary>The observed time, or null if there is none.</summary>
    public Interval? Observed => Total is { ObservedFrom: { } from, ObservedTo: { } to } ? new Interval(from, to) : null;

    /// <summary>The spend in the time that the export doesn't cover.</summary>
    internal decimal NotExported { get; private set; }

    /// <summary>The number and total duration of windows that hide spend.</summary>
    internal (int Count, TimeSpan Time) Hidden { get; private set; }

    /// <summary>The amount that may have expired or been refunded, and not been spent.</summary>
    internal decimal Expired { get; private set; }

    /// <summary>The proportional share of windows that extend beyond the span.</summary>
    internal decimal Cut { get; private set; }

    /// <summary>Adds a step of the history: its window and the duration of its snapshot.</summary>
    /// <param name="step">A step. It doesn't have to be in the span.</param>
    public void Add(in SpendStep step)
    {
        Add(step.Window);
        if (step.Rest is { } rest)
        {
            Add(rest);
        }
    }

    private void Add(in SpendWindow window)
    {
        if (WindowCut.Part(window, _span.From, _span.To) is not { } part)
        {
            return;
        }

        Total.Add(part);
        decimal amount = part.Amount ?? 0m;
        if (part.Duration < window.Duration)
        {
            Cut += amount;
        }

        if (part.Quality == SpendQuality.LowerBound)
        {
            Hidden = (Hidden.Count + 1, Hidden.Time + part.Duration);
        }
        else if (part.Quality is SpendQuality.PossibleExpiry or SpendQuality.PossibleRefund)
        {
            Expired += amount - (part.Low ?? 0m);
        }

        if (amount > 0m)
        {
            foreach (Interval gap in _gaps)
            {
                NotExported += WindowCut.Part(window, gap.From, gap.To)?.Amount ?? 0m;
            }
        }
    }
}
