namespace CostCompass.Spending;

/// <summary>
/// The usual top-ups of an account, estimated from what people generally pay, from the recorded events of the account, and from the increases of
/// its balance. An increase is an amount less the spend in the same window. If the spend is small, the cents determine the amount. All increases are
/// explained together, each by the amounts that the others make likely (expectation maximization).
/// </summary>
internal sealed class TopUpHabit
{
    // General knowledge about payments has the weight of this number of payments of the account.
    private const double WeightOfOthers = 4;

    // Few rounds: with more rounds, a random amount that is a weak explanation of several increases becomes the explanation of all of them.
    private const int Rounds = 2;

    // The maximum number of amounts that are kept as explanations of an increase.
    private const int MostKept = 24;

    // An amount is certain if it explains an increase better than all others together.
    private const double Decisive = 0.5;

    private readonly List<Rise> _rises = [];
    private Dictionary<decimal, double> _counts = [];
    private bool _isStale;
    private IReadOnlyList<decimal> _recorded = [];

    /// <summary>Adds an increase.</summary>
    /// <param name="at">The time.</param>
    /// <param name="change">The change of the balance that isn't recorded.</param>
    /// <param name="floor">The minimum spend.</param>
    /// <param name="costs">The possible costs of such a window.</param>
    public void Add(DateTimeOffset at, decimal change, decimal floor, SpanCosts costs)
    {
        _isStale = true;
        _rises.Add(new Rise(at, change, costs, Top(TopUpSuggestion.Candidates(change, floor, costs, [])
            .Select(amount => (amount, General(amount) * costs.Chance((double)(amount - change)))))));
    }

    /// <summary>Returns the estimate at a given time, without increases that are too old.</summary>
    /// <param name="now">The time.</param>
    /// <param name="recorded">The amounts that were recorded before that time.</param>
    public TopUpHabit LookFrom(DateTimeOffset now, IReadOnlyList<decimal> recorded)
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

    /// <summary>The amounts that the account has certainly or probably paid.</summary>
    public IEnumerable<decimal> Known => _counts.Keys;

    /// <summary>The probability that a payment has a given amount.</summary>
    public double Share(decimal amount) => Share(amount, _counts, _rises.Count + _recorded.Count);

    private static double Share(decimal amount, Dictionary<decimal, double> counts, double total) =>
        ((WeightOfOthers * General(amount)) + counts.GetValueOrDefault(amount)) / (WeightOfOthers + total);

    private void Settle()
    {
        var recorded = new Dictionary<decimal, double>();
        foreach (decimal amount in _recorded)
        {
            recorded[amount] = recorded.GetValueOrDefault(amount) + 1;
        }

        // An increase with one clear explanation makes the amount certain. Such an amount may also explain another increase with a large spend.
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

    // The approximate frequency of this amount among all payments. In whole cents, which are much faster to divide than a decimal.
    private static double General(decimal amount)
    {
        long cents = (long)(amount * 100m);
        return cents switch
        {
            1_000 or 2_000 or 5_000 or 10_000 or 20_000 or 50_000 or 100_000 => 0.12,
            200 or 500 or 2_500 or 3_000 or 4_000 or 15_000 or 30_000 => 0.044,
            _ when cents % 100 != 0 => cents % 100 is 99 or 95 or 90 or 50 ? 0.0003 : 0.00001,
            _ when cents % 10_000 == 0 => 0.036,
            _ when cents % 5_000 == 0 => 0.024,
            _ when cents % 1_000 == 0 => 0.016,
            _ when cents % 500 == 0 => 0.007,
            _ => 0.0013,
        };
    }

    private sealed record Rise(DateTimeOffset At, decimal Change, SpanCosts Costs, (decimal Amount, double Chance)[] Kept);
}
