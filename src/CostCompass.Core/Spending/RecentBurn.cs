namespace CostCompass.Spending;

/// <summary>
/// The burn rate of the last week in a few numbers: spend, covered time and busy time per UTC day. It determines whether a decrease of the
/// balance is out of proportion to the previous spend.
/// </summary>
internal sealed class RecentBurn
{
    private const int Slots = 8;
    private readonly long[] _days = new long[Slots];
    private readonly decimal[] _amounts = new decimal[Slots];
    private readonly long[] _covered = new long[Slots];
    private readonly long[] _busy = new long[Slots];

    // The day of the last addition and its slot: almost all additions are on the same day as the previous one.
    private long _dayFrom = 1;
    private long _dayUntil;
    private int _slot;

    // The sums of the days before the end of the newest day, which nearly every question is about.
    private decimal _amount;
    private long _coveredTicks;
    private long _busyTicks;

    /// <summary>The length of the past that is used.</summary>
    public static TimeSpan Reach => TimeSpan.FromDays(Slots);

    /// <summary>Adds a covered span and its spend.</summary>
    public void Add(DateTimeOffset to, TimeSpan covered, decimal amount)
    {
        int slot = SlotOf(to.UtcTicks);
        _covered[slot] += covered.Ticks;
        _coveredTicks += covered.Ticks;
        if (amount > 0m)
        {
            _amounts[slot] += amount;
            _amount += amount;
            _busy[slot] += covered.Ticks;
            _busyTicks += covered.Ticks;
        }
    }

    private int SlotOf(long ticks)
    {
        if (ticks >= _dayFrom && ticks < _dayUntil)
        {
            return _slot;
        }

        long day = ticks / TimeSpan.TicksPerDay;
        int slot = (int)(day % Slots);
        if (_days[slot] != day)
        {
            _days[slot] = day;
            _amounts[slot] = 0m;
            _covered[slot] = 0;
            _busy[slot] = 0;
        }

        (_dayFrom, _dayUntil, _slot) = (day * TimeSpan.TicksPerDay, (day + 1) * TimeSpan.TicksPerDay, slot);
        (_amount, _coveredTicks, _busyTicks) = SumsAt(day);
        return slot;
    }

    /// <summary>
    /// The spend per day of the days before a time, and the same over only the windows with spend. Null if nothing is known.
    /// </summary>
    public (decimal? PerDay, decimal? BusyPerDay) At(DateTimeOffset instant)
    {
        (decimal amount, long covered, long busy) = Sums(instant);
        return covered > 0
            ? (amount / covered * TimeSpan.TicksPerDay, busy > 0 ? amount / busy * TimeSpan.TicksPerDay : 0m)
            : (null, null);
    }

    /// <summary>Whether a decrease is at most a multiple of what the previous busy times explain. False if nothing was spent.</summary>
    /// <param name="fall">The decrease.</param>
    /// <param name="from">The start of the window.</param>
    /// <param name="length">The length of the window.</param>
    /// <param name="multiple">The multiple.</param>
    public bool Explains(decimal fall, DateTimeOffset from, TimeSpan length, decimal multiple)
    {
        (decimal amount, _, long busy) = Sums(from);
        return busy > 0 && fall * busy <= multiple * amount * length.Ticks;
    }

    private (decimal Amount, long Covered, long Busy) Sums(DateTimeOffset instant) =>
        instant.UtcTicks >= _dayFrom && instant.UtcTicks < _dayUntil
            ? (_amount, _coveredTicks, _busyTicks)
            : SumsAt(instant.UtcTicks / TimeSpan.TicksPerDay);

    private (decimal Amount, long Covered, long Busy) SumsAt(long today)
    {
        decimal amount = 0m;
        long covered = 0;
        long busy = 0;
        for (int slot = 0; slot < Slots; slot++)
        {
            if (_days[slot] > today - Slots && _days[slot] <= today)
            {
                amount += _amounts[slot];
                covered += _covered[slot];
                busy += _busy[slot];
            }
        }

        return (amount, covered, busy);
    }
}
