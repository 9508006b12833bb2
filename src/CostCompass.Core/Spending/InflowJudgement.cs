namespace CostCompass.Spending;

/// <summary>The most likely incoming money and spend in a window. The spend is the incoming money less the change of the balance.</summary>
/// <param name="Inflow">The most likely incoming amount, or 0 for none.</param>
/// <param name="Estimate">The median of the likely spend.</param>
/// <param name="Low">The spend that is reached or exceeded with a probability of 90 %.</param>
/// <param name="High">The spend that isn't exceeded with a probability of 90 %.</param>
internal readonly record struct InflowJudgement(decimal Inflow, decimal Estimate, decimal Low, decimal High)
{
    private const int MostCandidates = 5_000;
    private const int MostCents = 200;
    private const decimal MostStepWithCents = 10m;
    private const double Tail = 0.1;

    /// <summary>Estimates a window.</summary>
    /// <param name="change">The change of the balance that isn't recorded. Negative for a decrease.</param>
    /// <param name="floor">The minimum spend.</param>
    /// <param name="costs">The possible costs of such a window.</param>
    /// <param name="habit">The usual incoming amounts.</param>
    /// <param name="chanceOfInflow">The probability of incoming money. 1 for an increase.</param>
    /// <returns>The estimate, or null if none of the candidates explains the change.</returns>
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

    /// <summary>The possible incoming amounts.</summary>
    /// <param name="change">The change of the balance.</param>
    /// <param name="floor">The minimum spend.</param>
    /// <param name="costs">The possible costs of such a window.</param>
    /// <param name="known">The known payment amounts of the account.</param>
    public static IEnumerable<decimal> Candidates(decimal change, decimal floor, SpanCosts costs, IEnumerable<decimal> known)
    {
        decimal least = Math.Max(0.01m, change + floor);
        decimal last = decimal.Ceiling(least + (decimal)Math.Min(costs.Reach, 1e12));

        // For a large spend, only amounts with trailing zeros, to limit the work and include the round amounts.
        decimal step = 1m;
        while ((last - least) / step > MostCandidates)
        {
            step *= 10m;
        }

        for (decimal amount = Math.Max(1m, decimal.Ceiling(least / step) * step); amount <= last; amount += step)
        {
            yield return amount;
        }

        // Where thousands are spent, cents don't say anything.
        decimal cent = decimal.Ceiling(least * 100m) / 100m;
        for (int count = 0; count < MostCents && step <= MostStepWithCents; count++, cent += 0.01m)
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
