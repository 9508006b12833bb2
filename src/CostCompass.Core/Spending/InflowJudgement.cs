namespace CostCompass.Spending;

/// <summary>What most likely came in during a window, and what was spent then: the spend is what came in less the change of the balance.</summary>
/// <param name="Inflow">The most plausible amount that came in; 0 for none.</param>
/// <param name="Estimate">The spend that is in the middle of what is plausible.</param>
/// <param name="Low">Nine tenths of what is plausible are at least this much.</param>
/// <param name="High">Nine tenths of it are at most this much.</param>
internal readonly record struct InflowJudgement(decimal Inflow, decimal Estimate, decimal Low, decimal High)
{
    private const int MostCandidates = 5_000;
    private const int MostCents = 200;
    private const double Tail = 0.1;

    /// <summary>Judges a window.</summary>
    /// <param name="change">By how much the balance changed beyond what is recorded; below 0 for a fall.</param>
    /// <param name="floor">What was spent at least.</param>
    /// <param name="costs">What such a window may cost.</param>
    /// <param name="habit">The amounts that come in.</param>
    /// <param name="chanceOfInflow">How likely anything came in; 1 for a rise.</param>
    /// <returns>The judgement; null when nothing that is looked at explains the change.</returns>
    public static InflowJudgement? Of(decimal change, decimal floor, SpanCosts costs, InflowHabit habit, double chanceOfInflow = 1)
    {
        List<(decimal Amount, double Weight)> weighed = [.. Candidates(change, floor, costs, habit.Known)
            .Distinct()
            .Select(amount => (amount, chanceOfInflow * habit.Share(amount) * costs.Chance((double)(amount - change))))];
        if (chanceOfInflow < 1)
        {
            weighed.Add((0m, (1 - chanceOfInflow) * costs.Chance((double)-change)));
        }

        double sum = weighed.Sum(one => one.Weight);
        if (!(sum > 0))
        {
            return null;
        }

        weighed.Sort((left, right) => left.Amount.CompareTo(right.Amount));
        decimal inflow = weighed.MaxBy(one => one.Weight).Amount;
        return new InflowJudgement(inflow, Spend(0.5), Spend(Tail), Spend(1 - Tail));

        decimal Spend(double share)
        {
            double left = share * sum;
            foreach ((decimal amount, double weight) in weighed)
            {
                left -= weight;
                if (left <= 0)
                {
                    return amount - change;
                }
            }

            return weighed[^1].Amount - change;
        }
    }

    /// <summary>The amounts that may have come in.</summary>
    /// <param name="change">By how much the balance changed.</param>
    /// <param name="floor">What was spent at least.</param>
    /// <param name="costs">What such a window may cost.</param>
    /// <param name="known">Amounts that the account is known to pay.</param>
    public static IEnumerable<decimal> Candidates(decimal change, decimal floor, SpanCosts costs, IEnumerable<decimal> known)
    {
        decimal least = Math.Max(0.01m, change + floor);
        decimal last = decimal.Ceiling(least + (decimal)Math.Min(costs.Reach, 1e12));

        // For large spend only amounts with zeros at the end, so that the work stays bounded and the round ones are among them.
        decimal step = 1m;
        while ((last - least) / step > MostCandidates)
        {
            step *= 10m;
        }

        for (decimal amount = Math.Max(1m, decimal.Ceiling(least / step) * step); amount <= last; amount += step)
        {
            yield return amount;
        }

        decimal cent = decimal.Ceiling(least * 100m) / 100m;
        for (int count = 0; count < MostCents; count++, cent += 0.01m)
        {
            if (cent % 1m != 0m)
            {
                yield return cent;
            }
        }

        foreach (decimal amount in known)
        {
            if (amount >= least && amount <= last)
            {
                yield return amount;
            }
        }
    }
}
