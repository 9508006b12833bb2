namespace CostCompass.Spending;

/// <summary>
/// The burn of the last week in a few numbers: spend, covered time and busy time per UTC day. It answers whether a fall of the
/// balance is out of proportion to what came before, and needs nothing older than <see cref="LookBack"/>.
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

    /// <summary>How far back a derivation has to begin so that its answers do not depend on where it began.</summary>
    public static TimeSpan LookBack => TimeSpan.FromDays(Slots);

    /// <summary>Adds a span that is covered and what was spent in it.</summary>
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

    /// <summary>What the days that end at an instant say about the next window.</summary>
    public WindowEvidence At(DateTimeOffset instant)
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
            ? new WindowEvidence(amount / covered * TimeSpan.TicksPerDay, busy > 0m ? amount / busy * TimeSpan.TicksPerDay : 0m)
            : default;
    }
}
