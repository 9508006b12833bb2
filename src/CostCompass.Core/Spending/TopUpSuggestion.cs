namespace CostCompass.Spending;

/// <summary>
/// Guesses the top-up behind a rise of the balance: the amount for which it is most plausible both that an owner pays it and
/// that the rest of it was spent meanwhile. People pay what they paid before, or whole amounts, mostly round ones. What was
/// spent is near to what such a time usually costs, or to what it costs when the account is busy, or is nothing at all.
/// </summary>
internal static class TopUpSuggestion
{
    // At an idle time, or with an empty balance, nothing is spent at all: in so many of the windows with a top-up. Elsewhere it
    // would be an accident that the spend is a whole amount to the cent.
    private const double Idle = 0.1;

    // How far spend strays from the burn before, as the width of its logarithm in Student's distribution with three degrees of
    // freedom: its tails are long, as bursts go far beyond any burn.
    private const double Spread = 0.7;

    // What is known of payments in general weighs as much as this many recorded payments of the account.
    private const double WeightOfOthers = 4;

    // A cent of slack: balances are rounded to cents.
    private const decimal Cent = 0.01m;

    // Beyond this multiple of what the burn explains no amount is looked at.
    private const decimal Reach = 20m;
    private const int MostCandidates = 5_000;

    /// <summary>The most plausible top-up.</summary>
    /// <param name="rise">How much the topped-up pool rose, less recorded top-ups.</param>
    /// <param name="usualSpend">What such a time takes from that pool in the mean of the time before.</param>
    /// <param name="busySpend">What it takes in the busy time before.</param>
    /// <param name="earlierTopUps">Recorded top-ups of the account.</param>
    public static decimal For(decimal rise, decimal usualSpend, decimal busySpend, IReadOnlyList<decimal> earlierTopUps)
    {
        decimal last = decimal.Ceiling(rise + (Reach * Math.Max(usualSpend, busySpend)) + 1m);
        decimal suggestion = Math.Max(1m, decimal.Ceiling(rise));
        double best = double.NegativeInfinity;
        foreach (decimal candidate in WholeAmounts(suggestion, last).Concat(earlierTopUps.Where(amount => amount >= rise && amount <= last)).Order())
        {
            double plausibility = ShareOfPayments(candidate, earlierTopUps) * Fit(candidate - rise, usualSpend, busySpend);
            if (plausibility > best)
            {
                best = plausibility;
                suggestion = candidate;
            }
        }

        return suggestion;
    }

    // For large spend only amounts with zeros at the end, so that the work stays bounded and the round ones are among them.
    private static IEnumerable<decimal> WholeAmounts(decimal first, decimal last)
    {
        decimal step = 1m;
        while ((last - first) / step > MostCandidates)
        {
            step *= 10m;
        }

        for (decimal amount = decimal.Ceiling(first / step) * step; amount <= last; amount += step)
        {
            yield return amount;
        }
    }

    private static double ShareOfPayments(decimal amount, IReadOnlyList<decimal> earlierTopUps) =>
        ((WeightOfOthers * ShareOfAllPayments(amount)) + earlierTopUps.Count(earlier => earlier == amount))
        / (WeightOfOthers + earlierTopUps.Count);

    // About how often people pay in such an amount.
    private static double ShareOfAllPayments(decimal amount) => amount switch
    {
        10m or 20m or 50m or 100m or 200m or 500m or 1000m => 0.12,
        2m or 5m or 25m or 30m or 40m or 150m or 300m => 0.044,
        _ when amount % 100m == 0m => 0.036,
        _ when amount % 50m == 0m => 0.024,
        _ when amount % 10m == 0m => 0.016,
        _ when amount % 5m == 0m => 0.007,
        _ => 0.0013,
    };

    private static double Fit(decimal spend, decimal usualSpend, decimal busySpend)
    {
        double chanceOfACent = (double)(Cent / (Math.Max(usualSpend, busySpend) + Cent));
        double nearness = (Nearness(spend, usualSpend) + Nearness(spend, busySpend)) / 2;
        return (spend < Cent ? Idle : 0) + ((1 - Idle) * chanceOfACent * nearness);
    }

    private static double Nearness(decimal spend, decimal expected)
    {
        double distance = Math.Log((double)((spend + Cent) / (expected + Cent))) / Spread;
        double nearness = 1 / (1 + (distance * distance / 3));
        return nearness * nearness;
    }
}
