namespace CostCompass.Spending;

/// <summary>
/// The burn of the last week in a few numbers: spend and covered time per UTC day. It answers whether a fall of the
/// balance is out of proportion to what came before, and needs nothing older than <see cref="LookBack"/>.
/// </summary>
internal struct RecentBurn
{
    private const int Slots = 8;
    private Days _days;
    private Buckets _amounts;
    private Buckets _covered;

    /// <summary>How far back a derivation has to begin so that its answers do not depend on where it began.</summary>
    public static TimeSpan LookBack => TimeSpan.FromDays(Slots);

    /// <summary>Adds a span that is covered and what was spent in it.</summary>
    public void Add(DateTimeOffset to, TimeSpan covered, decimal amount)
    {
        long day = to.UtcTicks / TimeSpan.TicksPerDay;
        int slot = (int)(day % Slots);
        if (_days[slot] != day)
        {
            _days[slot] = day;
            _amounts[slot] = 0m;
            _covered[slot] = 0m;
        }

        _amounts[slot] += amount;
        _covered[slot] += covered.Ticks;
    }

    /// <summary>Spend per day in the days that end at an instant; null when none of them is covered.</summary>
    public readonly decimal? PerDay(DateTimeOffset at)
    {
        long today = at.UtcTicks / TimeSpan.TicksPerDay;
        decimal amount = 0m;
        decimal covered = 0m;
        for (int slot = 0; slot < Slots; slot++)
        {
            if (_days[slot] > today - Slots && _days[slot] <= today)
            {
                amount += _amounts[slot];
                covered += _covered[slot];
            }
        }

        return covered > 0m ? amount / covered * TimeSpan.TicksPerDay : null;
    }

    [System.Runtime.CompilerServices.InlineArray(Slots)]
    private struct Days
    {
        private long _first;
    }

    [System.Runtime.CompilerServices.InlineArray(Slots)]
    private struct Buckets
    {
        private decimal _first;
    }
}
