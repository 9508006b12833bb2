namespace CostCompass.Spending;

/// <summary>
/// Determines the spend from two balances, pool by pool. With dG and dP as the changes of the granted and the topped-up pool, spend S = Sg + Sp,
/// top-up U, grant G, expiry E and refund R: dG = G - E - Sg and dP = U - R - Sp. Granted credit is spent first, so if Sp is above 0, granted
/// credit was 0 at that time.
/// </summary>
public static class WindowRule
{
    // A fall counts as out of proportion from three times what the burn before explains, and always more than rounding.
    private const decimal ExpiryFactor = 3m;
    private const decimal RoundingSlack = 0.02m;

    /// <summary>The window between two snapshots.</summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    /// <param name="flows">The recorded flows in between.</param>
    /// <param name="burnPerDay">The spend per day before the window, or null if it is unknown.</param>
    public static SpendWindow Between(in BalanceSnapshot before, in BalanceSnapshot after, in PoolFlows flows, decimal? burnPerDay) =>
        Between(before, after, flows, new WindowEvidence(burnPerDay, burnPerDay));

    /// <summary>The window between two snapshots.</summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    /// <param name="flows">The recorded flows between the two readings.</param>
    /// <param name="evidence">What is known from before the window.</param>
    internal static SpendWindow Between(in BalanceSnapshot before, in BalanceSnapshot after, in PoolFlows flows, in WindowEvidence evidence)
    {
        if (before.Levels.Used is not null || after.Levels.Used is not null)
        {
            return UsageRule.Between(before, after);
        }

        decimal grantedChange = after.Levels.Granted - before.Levels.Granted;
        decimal toppedUpChange = after.Levels.ToppedUp - before.Levels.ToppedUp;
        decimal fromGranted = flows.Grant - flows.GrantExpiry - grantedChange;
        decimal fromToppedUp = flows.TopUp - flows.Refund - toppedUpChange;

        // Credit that was there at the end and did not grow was there all the time: nothing was taken from the other pool.
        bool grantedRemained = after.Levels.Granted > 0m && grantedChange <= 0m && flows.Grant == 0m;
        bool hiddenGrant = fromGranted < 0m;
        bool hiddenTopUp = fromToppedUp < 0m && !grantedRemained;
        bool topUpFromPools = grantedRemained && toppedUpChange > 0m;

        decimal grantedSpend = Math.Max(0m, fromGranted);
        decimal toppedUpSpend = topUpFromPools ? 0m : Math.Max(0m, fromToppedUp);
        decimal amount = grantedSpend + toppedUpSpend;
        decimal? topUp = Positive(topUpFromPools
            ? toppedUpChange + flows.Refund
            : Math.Max(flows.TopUp, toppedUpChange + flows.Refund));
        decimal? grant = Positive(Math.Max(flows.Grant, grantedChange + flows.GrantExpiry));

        if (hiddenGrant || hiddenTopUp)
        {
            TimeSpan length = after.FirstSeen - before.LastSeen;
            decimal? expected = evidence.Usual(length);
            decimal? suggested = hiddenTopUp && !hiddenGrant && !evidence.IsExchange && expected is { } usual
                ? TopUpSuggestion.For(
                    -fromToppedUp,
                    Math.Max(0m, usual - grantedSpend),
                    Math.Max(0m, (evidence.Busy(length) ?? usual) - grantedSpend),
                    evidence.EarlierTopUps)
                : null;
            decimal? estimate = suggested is { } paid ? grantedSpend + paid + fromToppedUp
                : expected is { } likely ? Math.Max(amount, decimal.Round(likely, Amount.Decimals))
                : null;
            return new SpendWindow(
                before.LastSeen, after.FirstSeen, amount, amount, null, SpendQuality.LowerBound, topUp, grant, suggested, estimate);
        }

        if (flows.GrantExpiry == 0m && MayBeExpiry(before, after) && IsOutOfProportion(before.Levels.Granted, after.FirstSeen - before.LastSeen, evidence))
        {
            return new SpendWindow(
                before.LastSeen, after.FirstSeen, amount, amount - grantedSpend, amount, SpendQuality.PossibleExpiry, topUp, grant);
        }

        SpendQuality quality = flows.IsNone && !topUpFromPools ? SpendQuality.Clean : SpendQuality.Recovered;
        return new SpendWindow(before.LastSeen, after.FirstSeen, amount, amount, amount, quality, topUp, grant);
    }

    /// <summary>
    /// Whether there is no granted credit and the other pool did not rise: so are nearly all windows of a long history, and nothing
    /// from before is needed to read them.
    /// </summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    internal static bool IsPlainFall(in BalanceSnapshot before, in BalanceSnapshot after) =>
        after.Levels.Used is null
        && before.Levels.Used is null
        && after.Levels.Granted == 0m
        && before.Levels.Granted == 0m
        && after.Levels.ToppedUp <= before.Levels.ToppedUp;

    /// <summary>The result of <see cref="Between(in BalanceSnapshot, in BalanceSnapshot, in PoolFlows, decimal?)"/> for a plain decrease without recorded events.</summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    internal static SpendWindow PlainFall(in BalanceSnapshot before, in BalanceSnapshot after)
    {
        decimal fall = before.Levels.ToppedUp - after.Levels.ToppedUp;
        return new SpendWindow(before.LastSeen, after.FirstSeen, fall, fall, fall, SpendQuality.Clean, null, null);
    }

    /// <summary>The window of the first snapshot of a series.</summary>
    /// <param name="first">The snapshot.</param>
    public static SpendWindow Baseline(in BalanceSnapshot first) =>
        new(first.FirstSeen, first.FirstSeen, null, null, null, SpendQuality.Baseline, null, null);

    /// <summary>
    /// A window in which a balance drops to nearly zero while another currency of the account increased (<see cref="CurrencyChange"/>): the
    /// provider changed the currency. It is unknown how much of the decrease was spent before that.
    /// </summary>
    /// <param name="window">The window without regard to the other currency.</param>
    internal static SpendWindow WithCurrencyChange(in SpendWindow window) => window with
    {
        Amount = 0m,
        Low = 0m,
        High = window.Amount,
        Quality = SpendQuality.LowerBound,
        SuggestedTopUp = null,
        Estimate = null,
    };

    /// <summary>Whether all granted credit disappears at once while the other pool doesn't change. This is typical of an expiry, and rare for spend.</summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    internal static bool MayBeExpiry(in BalanceSnapshot before, in BalanceSnapshot after) =>
        after.Levels.Granted == 0m
        && before.Levels.Granted > 0m
        && after.Levels.ToppedUp > 0m
        && after.Levels.ToppedUp == before.Levels.ToppedUp;

    /// <summary>Whether a fall is more than the burn before a window explains.</summary>
    /// <param name="fall">The fall.</param>
    /// <param name="length">The length of the window.</param>
    /// <param name="evidence">What is known from before the window.</param>
    internal static bool IsOutOfProportion(decimal fall, TimeSpan length, in WindowEvidence evidence)
    {
        // Compared with busy times: short windows contain many calls or none, and the mean of both explains neither.
        decimal explained = evidence.Busy(length) ?? 0m;
        return fall > (ExpiryFactor * explained) + RoundingSlack;
    }

    private static decimal? Positive(decimal amount) => amount > 0m ? amount : null;
}
