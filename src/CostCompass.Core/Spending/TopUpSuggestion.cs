namespace CostCompass.Spending;

/// <summary>
/// Finds the top-up that best explains an increase of the balance: people pay usual amounts, and the rest of the amount was spent in the same
/// window, which costs about as much as earlier spans of its length.
/// </summary>
internal static class TopUpSuggestion
{
    private const int MostCandidates = 5_000;
    private const int MostCents = 200;
    private const decimal MostStepWithCents = 10m;

    /// <summary>The most likely top-up.</summary>
    /// <param name="change">The change of the balance that isn't recorded. Negative for a decrease.</param>
    /// <param name="floor">The minimum spend.</param>
    /// <param name="costs">The possible costs of such a window.</param>
    /// <param name="habit">The usual top-ups.</param>
    /// <returns>The amount, or null if none of the candidates explains the change.</returns>
    public static decimal? For(decimal change, decimal floor, SpanCosts costs, TopUpHabit habit)
    {
        decimal? suggestion = null;
        double best = 0;
        foreach (decimal amount in Candidates(change, floor, costs, habit.Known))
        {
            double plausibility = habit.Share(amount) * costs.Chance((double)(amount - change));
            if (plausibility > best || (plausibility == best && amount < suggestion))
            {
                (best, suggestion) = (plausibility, amount);
            }
        }

        return suggestion;
    }

    /// <summary>The possible top-ups.</summary>
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
