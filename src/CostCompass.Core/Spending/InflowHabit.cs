namespace CostCompass.Spending;

/// <summary>
/// The amounts in which money comes in: what people pay in general, what is recorded of the account, and what its own rises tell. A rise
/// is an amount less what was spent beside it; where little was spent, its cents decide the amount. All rises are explained together, each
/// by the amounts that the others make likely (expectation maximization).
/// </summary>
/// <param name="areRound">Whether some amounts are more usual than others, as those are that people pay.</param>
internal sealed class InflowHabit(bool areRound)
{
    // What is known of payments in general weighs as much as this many payments of the account.
    private const double WeightOfOthers = 4;

    // Few rounds: in more of them a chance amount that explains several rises a little explains all of them.
    private const int Rounds = 2;

    // Of the amounts that may explain a rise, as many are kept.
    private const int MostKept = 24;

    // An amount is decided by a rise that it explains better than all others together.
    private const double Decisive = 0.5;

    private const double LikelyCount = 0.3;

    private readonly List<Rise> _rises = [];
    private Dictionary<decimal, double> _counts = [];
    private bool _isStale;
    private IReadOnlyList<decimal> _recorded = [];

    /// <summary>Takes in a rise.</summary>
    /// <param name="at">When.</param>
    /// <param name="change">By how much the balance changed, beyond what is recorded.</param>
    /// <param name="floor">What was spent at least.</param>
    /// <param name="costs">What such a window may cost.</param>
    public void Add(DateTimeOffset at, decimal change, decimal floor, SpanCosts costs)
    {
        _isStale = true;
        _rises.Add(new Rise(at, change, costs, Top(InflowJudgement.Candidates(change, floor, costs, [])
            .Select(amount => (amount, General(amount) * costs.Chance((double)(amount - change)))))));
    }

    /// <summary>Looks at the account from an instant: rises that are too old are forgotten.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="recorded">The amounts that are recorded from before.</param>
    public InflowHabit LookFrom(DateTimeOffset now, IReadOnlyList<decimal> recorded)
    {
        int old = 0;
        while (old < _rises.Count && now - _rises[old].At >= SpendPast.Reach)
        {
            old++;
        }

        _rises.RemoveRange(0, old);
        if (_isStale || old > 0 || recorded.Count != _recorded.Count)
        {
            (_isStale, _recorded) = (false, recorded);
            Settle();
        }

        return this;
    }

    /// <summary>How likely money comes in within a span that shows no rise: as often as rises were seen in the last weeks.</summary>
    /// <param name="length">How long the span is.</param>
    public double ChanceIn(TimeSpan length)
    {
        double times = (_rises.Count + 0.5) * (length / SpendPast.Reach);
        return times / (1 + times);
    }

    /// <summary>The smallest amount that the account is likely to have paid.</summary>
    /// <param name="otherwise">What it is where none is known.</param>
    public decimal Least(decimal otherwise)
    {
        decimal? least = null;
        foreach ((decimal amount, double count) in _counts)
        {
            least = count >= LikelyCount && !(least < amount) ? amount : least;
        }

        return least ?? otherwise;
    }

    /// <summary>The amounts that the account is known to have paid, or likely to.</summary>
    public IEnumerable<decimal> Known => _counts.Keys;

    /// <summary>How likely a payment is of an amount.</summary>
    public double Share(decimal amount) => Share(amount, _counts, _rises.Count + _recorded.Count);

    private double Share(decimal amount, Dictionary<decimal, double> counts, double total) =>
        ((WeightOfOthers * General(amount)) + counts.GetValueOrDefault(amount)) / (WeightOfOthers + total);

    private void Settle()
    {
        var recorded = new Dictionary<decimal, double>();
        foreach (decimal amount in _recorded)
        {
            recorded[amount] = recorded.GetValueOrDefault(amount) + 1;
        }

        // A rise that one amount explains decides it; such an amount may explain another rise too, where much was spent.
        HashSet<decimal> decided = [.. _rises.SelectMany(rise => rise.Kept.Where(one => one.Chance >= Decisive).Select(one => one.Amount)), .. recorded.Keys];
        List<(decimal Amount, double Chance)[]> likely = _rises.ConvertAll(rise => rise.Kept.Select(one => one.Amount).Union(decided)
            .Select(amount => (amount, rise.Costs.Chance((double)(amount - rise.Change)))).Where(one => one.Item2 > 0).ToArray());
        List<Dictionary<decimal, double>> parts = _rises.ConvertAll(rise => rise.Kept.ToDictionary(one => one.Amount, one => one.Chance));
        Dictionary<decimal, double> counts = Count();
        for (int round = 0; round < Rounds && _rises.Count > 1; round++)
        {
            for (int index = 0; index < parts.Count; index++)
            {
                Dictionary<decimal, double> own = parts[index];
                (decimal Amount, double Weight)[] weighed = Array.ConvertAll(likely[index], one => (one.Amount, one.Chance
                    * ((WeightOfOthers * General(one.Amount)) + Math.Max(0, counts.GetValueOrDefault(one.Amount) - own.GetValueOrDefault(one.Amount)))));
                double sum = weighed.Sum(one => one.Weight);
                parts[index] = sum > 0 ? weighed.ToDictionary(one => one.Amount, one => one.Weight / sum) : own;
            }

            counts = Count();
        }

        _counts = counts;

        Dictionary<decimal, double> Count()
        {
            var all = new Dictionary<decimal, double>(recorded);
            foreach ((decimal amount, double part) in parts.SelectMany(part => part).Where(one => decided.Contains(one.Key)))
            {
                all[amount] = all.GetValueOrDefault(amount) + part;
            }

            return all;
        }
    }

    private static (decimal Amount, double Chance)[] Top(IEnumerable<(decimal Amount, double Chance)> candidates)
    {
        (decimal Amount, double Chance)[] top = candidates.OrderByDescending(one => one.Chance).Take(MostKept).ToArray();
        double sum = top.Sum(one => one.Chance);
        return sum > 0 ? Array.ConvertAll(top, one => (one.Amount, one.Chance / sum)) : [];
    }

    // About how often people pay in such an amount.
    private double General(decimal amount) => amount switch
    {
        _ when !areRound => amount % 1m == 0m ? 0.02 : 0.00001,
        10m or 20m or 50m or 100m or 200m or 500m or 1000m => 0.12,
        2m or 5m or 25m or 30m or 40m or 150m or 300m => 0.044,
        _ when amount % 1m != 0m => amount % 1m is 0.99m or 0.95m or 0.9m or 0.5m ? 0.0003 : 0.00001,
        _ when amount % 100m == 0m => 0.036,
        _ when amount % 50m == 0m => 0.024,
        _ when amount % 10m == 0m => 0.016,
        _ when amount % 5m == 0m => 0.007,
        _ => 0.0013,
    };

    private sealed record Rise(DateTimeOffset At, decimal Change, SpanCosts Costs, (decimal Amount, double Chance)[] Kept);
}
