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

    /// <summary>The length of the past that is used.</summary>
    public static TimeSpan Reach => TimeSpan.FromDays(Slots);

    /// <summary>Adds a covered span and its spend.</summary>
    public void Add(DateTimeOffset to, TimeSpan covered, decimal amount)
    {
        int slot = SlotOf(to.UtcTicks);
        _covered[slot] += covered.Ticks;
        if (amount > 0m)
        {
            _amounts[slot] += amount;
            _busy[slot] += covered.Ticks;
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
        return slot;
    }

    /// <summary>
    /// The spend per day of the days before a time, and the same over only the windows with spend. Null if nothing is known.
    /// </summary>
    public (decimal? PerDay, decimal? BusyPerDay) At(DateTimeOffset instant)
    {
        long today = instant.UtcTicks / TimeSpan.TicksPerDay;
        decimal amount = 0m;
        decimal covered = 0m;
        decimal busy = 0m;
        for (int slot = 0; slot < Slots; slot++)
        {
            if (_days[slot] > today - Slots && _days[slot] <= today)
            {
                amount += _amounts[slot];
                covered += _covered[slot];
                busy += _busy[slot];
            }
        }

        return covered > 0m
            ? (amount / covered * TimeSpan.TicksPerDay, busy > 0m ? amount / busy * TimeSpan.TicksPerDay : 0m)
            : (null, null);
    }
}
