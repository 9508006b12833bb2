namespace CostCompass.Core.Tests.Spending;

/// <summary>
/// A month of an account as people have it: calls all day, round payments when little is left, grants that expire, refunds of none of it.
/// It is polled at one interval, with gaps, and each window knows what was truly spent in it.
/// </summary>
internal sealed class SimulatedLife
{
    private const int Minutes = 30 * 24 * 60;
    private readonly List<BalanceSnapshot> _snapshots = [];
    private readonly List<decimal> _spent = [];

    public SimulatedLife(int seed, int minutesBetweenPolls)
    {
        var chance = new Random(seed);
        DateTimeOffset start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        decimal perMinute = (decimal)Math.Exp(chance.NextDouble() * 4) / 2 / (24 * 60);
        decimal toppedUp = 10m;
        decimal spent = 0m;
        decimal seen = 0m;
        var grants = new List<(int Until, decimal Left)>();
        int next = 0;
        for (int minute = 0; minute < Minutes; minute++)
        {
            grants.RemoveAll(grant => grant.Until <= minute);
            if (chance.Next(10 * 24 * 60) == 0)
            {
                grants.Add((minute + chance.Next(2 * 24 * 60, 20 * 24 * 60), chance.Next(1, 2 + (int)(perMinute * 5 * 24 * 60))));
                grants.Sort();
            }

            if (chance.Next(3) == 0)
            {
                decimal price = decimal.Round(perMinute * 3 * (decimal)-Math.Log(1 - chance.NextDouble()), 2);
                decimal left = Math.Min(price, toppedUp + grants.Sum(grant => grant.Left));
                spent += left;
                for (int index = 0; index < grants.Count; index++)
                {
                    decimal part = Math.Min(left, grants[index].Left);
                    grants[index] = (grants[index].Until, grants[index].Left - part);
                    left -= part;
                }

                toppedUp -= left;
            }

            if (toppedUp + grants.Sum(grant => grant.Left) < 1m && chance.Next(60) == 0)
            {
                toppedUp += Math.Max(chance.Next(1, 6) * 5m, decimal.Ceiling(perMinute * 24 * 60));
            }

            if (minute >= next)
            {
                Poll(start.AddMinutes(minute), grants.Sum(grant => grant.Left), toppedUp);
                next = minute + (chance.Next(200) == 0 ? chance.Next(1, 3 * 24 * 60) : minutesBetweenPolls);
            }
        }

        void Poll(DateTimeOffset at, decimal granted, decimal rest)
        {
            var levels = new BalanceLevels(granted + rest, granted, rest, true);
            if (_snapshots.Count > 0 && _snapshots[^1].Levels == levels)
            {
                _snapshots[^1] = _snapshots[^1] with { LastSeen = at };
                return;
            }

            _snapshots.Add(new BalanceSnapshot(at, at, levels));
            _spent.Add(spent - seen);
            seen = spent;
        }
    }

    /// <summary>What polling saw.</summary>
    public IReadOnlyList<BalanceSnapshot> Snapshots => _snapshots;

    /// <summary>Each window with what was truly spent in it.</summary>
    public IEnumerable<(SpendWindow Window, decimal TrueSpend)> Windows() =>
        AccountHistory.Derive(_snapshots).Zip(_spent).Skip(1);
}
