namespace CostCompass.Spending;

/// <summary>
/// The trusted spend of the last four weeks by quarter hour. It determines the costs of spans of any length in the account's own past: spans at
/// the same time of earlier days, and the spans just before.
/// </summary>
internal sealed class SpendPast
{
    private const long Quarter = 15 * TimeSpan.TicksPerMinute;
    private const int Days = 28;
    private const int QuartersPerDay = 96;
    private const int Slots = (Days * QuartersPerDay) + 1;

    // The number of spans just before a window that are included in addition to those of earlier days: they show a continuing burst.
    private const int SpansBefore = 3;

    // A span is included if at least half of it is known.
    private const double LeastCovered = 0.5;

    // The age in days at which the weight of spend is halved.
    private const double HalfLife = 21;

    private readonly double[] _amounts = new double[Slots];
    private readonly double[] _covered = new double[Slots];
    private long _newest = -1;
    private long _slotFrom = 1;
    private long _slotUntil;
    private int _index;
    private long _oldest = long.MaxValue;
    private long _mostFrom = long.MinValue;
    private double _most;
    private double _known;

    /// <summary>The length of the past that is used.</summary>
    public static TimeSpan Reach => TimeSpan.FromDays(Days);

    /// <summary>Adds a span with trusted spend. Spans are added in order.</summary>
    public void Add(DateTimeOffset from, DateTimeOffset to, decimal amount)
    {
        long start = from.UtcTicks;
        long end = to.UtcTicks;
        if (start >= _slotFrom && end < _slotUntil)
        {
            // Nearly every addition of a history that is read often is within one quarter hour.
            Put(_newest, end - start, (double)amount);
            return;
        }

        long slot = end / Quarter;
        if (slot > _newest)
        {
            Advance(start / Quarter, slot);
        }

        if (start / Quarter == slot)
        {
            Put(slot, end - start, (double)amount);
            return;
        }

        double perTick = (double)amount / (end - start);
        start = Math.Max(start, (_newest - Slots + 1) * Quarter);
        for (long at = start; at < end;)
        {
            long next = Math.Min(end, ((at / Quarter) + 1) * Quarter);
            Put(at / Quarter, next - at, perTick * (next - at));
            at = next;
        }
    }

    /// <summary>The costs of earlier spans with the length of a window, as the costs of a window with a payment.</summary>
    /// <param name="from">The start of the window.</param>
    /// <param name="length">Its length.</param>
    /// <returns>The costs of such spans, or null if nothing is known.</returns>
    public SpanCosts? Before(DateTimeOffset from, TimeSpan length)
    {
        long start = from.UtcTicks;
        var costs = new List<double>(Days + SpansBefore);
        var weights = new List<double>(Days + SpansBefore);
        for (int span = 1; span <= SpansBefore && span * length.Ticks <= TimeSpan.TicksPerDay * Days; span++)
        {
            Take(start - (span * length.Ticks), span * length / TimeSpan.FromDays(1));
        }

        for (int day = (int)Math.Ceiling(Math.Max(length.TotalDays, 1)); day <= Days; day++)
        {
            Take(start - (day * TimeSpan.TicksPerDay), day);
        }

        if (costs.Count == 0)
        {
            (double spent, double known) = Sum(start - Reach.Ticks, start);
            if (known <= 0)
            {
                return null;
            }

            costs.Add(spent / known * length.Ticks);
            weights.Add(1);
        }

        return new SpanCosts(costs, weights);

        void Take(long at, double age)
        {
            (double spent, double known) = Sum(at, at + length.Ticks);
            if (known >= LeastCovered * length.Ticks)
            {
                costs.Add(spent * length.Ticks / known);
                weights.Add(Math.Pow(2, -age / HalfLife));
            }
        }
    }

    /// <summary>
    /// The maximum cost of a span of a given length, from the busiest quarter hour. Null if less than the required time is known.
    /// </summary>
    /// <param name="from">The end of the past.</param>
    /// <param name="length">The length.</param>
    /// <param name="known">How much has to be known.</param>
    public double? Most(DateTimeOffset from, TimeSpan length, TimeSpan known)
    {
        // Starts at midnight, so that it is recalculated once a day and only increases in between.
        long first = ((from.UtcTicks / TimeSpan.TicksPerDay) - Days + 1) * QuartersPerDay;
        if (first != _mostFrom)
        {
            (_mostFrom, _most, _known) = (first, 0, 0);
            for (long slot = Math.Max(first, Math.Max(_oldest, _newest - Slots + 1)); slot <= _newest; slot++)
            {
                _known += _covered[slot % Slots];
                _most = Math.Max(_most, _amounts[slot % Slots]);
            }
        }

        return _known < known.Ticks ? null : _most * Math.Max(1, (double)length.Ticks / Quarter);
    }

    private (double Spent, double Known) Sum(long from, long to)
    {
        double spent = 0;
        double known = 0;
        long first = Math.Max(from / Quarter, Math.Max(_oldest, _newest - Slots + 1));
        for (long slot = first; slot <= _newest && slot * Quarter < to; slot++)
        {
            int index = (int)(slot % Slots);
            double share = (double)(Math.Min(to, (slot + 1) * Quarter) - Math.Max(from, slot * Quarter)) / Quarter;
            spent += share * _amounts[index];
            known += share * _covered[index];
        }

        return (spent, known);
    }

    private void Put(long slot, double covered, double amount)
    {
        int index = slot == _newest ? _index : (int)(slot % Slots);
        _covered[index] += covered;
        _amounts[index] += amount;
        if (slot >= _mostFrom)
        {
            _known += covered;
            _most = Math.Max(_most, _amounts[index]);
        }
    }

    private void Advance(long start, long slot)
    {
        if (_newest < 0)
        {
            _oldest = start;
        }

        for (long fresh = Math.Max(_newest + 1, slot - Slots + 1); _newest >= 0 && fresh <= slot; fresh++)
        {
            _covered[fresh % Slots] = 0;
            _amounts[fresh % Slots] = 0;
        }

        _newest = slot;
        (_slotFrom, _slotUntil, _index) = (slot * Quarter, (slot + 1) * Quarter, (int)(slot % Slots));
    }
}
