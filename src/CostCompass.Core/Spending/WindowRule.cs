namespace CostCompass.Spending;

/// <summary>
/// Determines the spend from two balances, pool by pool. With dG and dP as the changes of the granted and the topped-up pool, spend S = Sg + Sp,
/// top-up U, grant G, expiry E and refund R: dG = G - E - Sg and dP = U - R - Sp. Granted credit is spent first, so if Sp is above 0, granted
/// credit was 0 at that time.
/// </summary>
public static class WindowRule
{
    // A decrease is out of proportion if it is at least three times what the previous burn rate explains, and more than rounding.
    private const decimal Disproportion = 3m;
    private const decimal RoundingSlack = 0.02m;

    // The number of days that must be known before their busiest time limits what is plausible.
    private const int ProvenDays = 7;

    // The minimum amount of a payment or a grant.
    private const decimal LeastInflow = 1m;

    /// <summary>
    /// In a window up to this length, a payment isn't spent at once, and a usual decrease doesn't include an expiry: the bounds are determined by
    /// the pools. A longer window has an upper bound only if the account spends too little in it.
    /// </summary>
    public static TimeSpan Brief => TimeSpan.FromMinutes(10);

    /// <summary>The window between two snapshots.</summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    /// <param name="flows">The recorded flows in between.</param>
    /// <param name="burnPerDay">The spend per day before the window, or null if it is unknown.</param>
    public static SpendWindow Between(in BalanceSnapshot before, in BalanceSnapshot after, in PoolFlows flows, decimal? burnPerDay) =>
        Between(before, after, flows, new WindowEvidence(burnPerDay));

    /// <summary>The window between two snapshots.</summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    /// <param name="flows">The recorded flows between the two readings.</param>
    /// <param name="evidence">The data before the window.</param>
    internal static SpendWindow Between(in BalanceSnapshot before, in BalanceSnapshot after, in PoolFlows flows, WindowEvidence evidence)
    {
        if (before.Levels.Used is not null || after.Levels.Used is not null)
        {
            return UsageRule.Between(before, after);
        }

        TimeSpan length = after.FirstSeen - before.LastSeen;
        decimal grantedChange = after.Levels.Granted - before.Levels.Granted;
        decimal toppedUpChange = after.Levels.ToppedUp - before.Levels.ToppedUp;
        decimal fromGranted = flows.Grant - flows.GrantExpiry - grantedChange;
        decimal fromToppedUp = flows.TopUp - flows.Refund - toppedUpChange;

        // Credit that is left at the end and didn't increase was there all the time, unless it was used up and granted again.
        bool grantedRemained = after.Levels.Granted > 0m && grantedChange <= 0m && flows.Grant == 0m;
        bool topUpFromPools = grantedRemained && toppedUpChange > 0m;
        bool hiddenGrant = fromGranted < 0m;
        bool hiddenTopUp = fromToppedUp < 0m && !grantedRemained;

        decimal grantedSpend = Math.Max(0m, fromGranted);
        decimal toppedUpSpend = topUpFromPools ? 0m : Math.Max(0m, fromToppedUp);
        if (hiddenGrant && toppedUpSpend > 0m)
        {
            // The other pool is used only if no credit is left, so all of the previous credit is gone.
            grantedSpend = Math.Max(0m, before.Levels.Granted - flows.GrantExpiry);
        }

        decimal amount = grantedSpend + toppedUpSpend;
        decimal? topUp = Positive(topUpFromPools
            ? toppedUpChange + flows.Refund
            : Math.Max(flows.TopUp, toppedUpChange + flows.Refund));
        decimal? grant = Positive(Math.Max(flows.Grant, grantedChange + flows.GrantExpiry));
        bool mayHide = flows.TopUp == 0m && flows.Grant == 0m && MayHideInflow(amount, length, evidence);

        bool mayBeExpiry = flows.IsNone && MayHideExpiry(before, after, grantedSpend, length, evidence);
        var window = new SpendWindow(
            before.LastSeen, after.FirstSeen, amount, mayBeExpiry ? amount - grantedSpend : amount, mayHide ? null : amount, SpendQuality.Clean, topUp, grant);
        if (hiddenGrant || hiddenTopUp)
        {
            // The spend is the incoming money less the change of the balance.
            return Hidden(window with { High = null, Quality = SpendQuality.LowerBound }, -(fromGranted + fromToppedUp), hiddenGrant, evidence);
        }

        if (grantedRemained && toppedUpChange < 0m && toppedUpSpend > 0m)
        {
            // The other pool isn't used while credit is left: money was refunded, or credit was used up and granted again.
            return window with { Low = window.Low - toppedUpSpend, High = null, Quality = SpendQuality.PossibleRefund, IsPlausible = true };
        }

        if (topUpFromPools && flows.IsNone && mayHide && !IsLess(before.Levels.Granted, length, evidence))
        {
            return window with { Quality = SpendQuality.LowerBound, IsPlausible = true, Estimate = amount };
        }

        bool isExpiry = MayBeExpiry(before, after) && IsOutOfProportion(before.Levels.Granted, length, evidence);
        if (flows.GrantExpiry == 0m && (isExpiry || IsFarOutOfProportion(grantedSpend, length, evidence)))
        {
            return window with { Low = amount - grantedSpend, Quality = SpendQuality.PossibleExpiry, IsPlausible = !isExpiry };
        }

        if (flows.IsNone && CurrencyChange.IsNearlyGone(after.Levels.ToppedUp, before.Levels.ToppedUp) && IsFarOutOfProportion(toppedUpSpend, length, evidence))
        {
            return window with { Low = window.Low - toppedUpSpend, Quality = SpendQuality.PossibleRefund, IsPlausible = true };
        }

        return window with { Quality = flows.IsNone && !topUpFromPools ? SpendQuality.Clean : SpendQuality.Recovered };
    }

    // The incoming amount is unknown. The estimate uses the payment that best explains the increase, or else the previous burn rate.
    private static SpendWindow Hidden(in SpendWindow window, decimal change, bool hiddenGrant, WindowEvidence evidence)
    {
        if (!evidence.HasEstimates)
        {
            return window;
        }

        decimal amount = window.Amount.GetValueOrDefault();
        decimal? suggested = hiddenGrant || evidence.IsExchange || evidence.CostsOfPaid(window.Duration) is not { } costs
            ? null
            : TopUpSuggestion.For(change, amount, costs, evidence.TopUps);
        return window with
        {
            SuggestedTopUp = suggested,
            Estimate = suggested is { } paid ? paid - change
                : evidence.Usual(window.Duration) is { } usual ? Math.Max(amount, decimal.Round(usual, Amount.Decimals))
                : null,
        };
    }

    // Money that came in and was spent at once isn't visible. This requires a spend of the smallest payment in addition to the decrease.
    private static bool MayHideInflow(decimal fall, TimeSpan length, WindowEvidence evidence) =>
        length > Brief
        && !(evidence.Most(length) is { } most && Disproportion * Math.Max(most, fall) < fall + LeastInflow);

    // Whether a window is too short for the spend of an amount.
    private static bool IsLess(decimal amount, TimeSpan length, WindowEvidence evidence) =>
        (evidence.Most(length) ?? evidence.Busy(length)) is { } most && Disproportion * most < amount;

    // Credit expires by grant: all that is left of one grant. If there is only one grant, its rest is there until all of it disappears.
    private static bool MayHideExpiry(in BalanceSnapshot before, in BalanceSnapshot after, decimal fall, TimeSpan length, WindowEvidence evidence) =>
        fall > 0m
        && (length > Brief || IsOutOfProportion(fall, length, evidence))
        && (after.Levels.Granted == 0m || after.Levels.Granted > before.Levels.Granted || evidence.HadGrant());

    /// <summary>
    /// Whether neither pool increased, and the change isn't typical of an expiry. This applies to almost all windows of a long history. Their amount
    /// is the decrease, and no earlier data is needed to know that it counts for a burn rate.
    /// </summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    internal static bool IsFall(in BalanceSnapshot before, in BalanceSnapshot after) =>
        after.Levels.Used is null
        && before.Levels.Used is null
        && after.Levels.Granted <= before.Levels.Granted
        && after.Levels.ToppedUp <= before.Levels.ToppedUp
        && !MayBeExpiry(before, after);

    /// <summary>
    /// Whether such a window is also short and doesn't look like a refund: its bounds and quality depend on earlier data only if granted credit
    /// decreased. See <see cref="IsUsual"/>.
    /// </summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    internal static bool IsBriefFall(in BalanceSnapshot before, in BalanceSnapshot after) =>
        after.FirstSeen - before.LastSeen <= Brief
        && IsFall(before, after)
        && (after.Levels.Granted == 0m || after.Levels.ToppedUp == before.Levels.ToppedUp)
        && !CurrencyChange.IsNearlyGone(after.Levels.ToppedUp, before.Levels.ToppedUp);

    /// <summary>Whether no earlier data at all is needed for such a window, because there is no granted credit.</summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    internal static bool IsPlainFall(in BalanceSnapshot before, in BalanceSnapshot after) =>
        before.Levels.Granted == 0m && IsBriefFall(before, after);

    /// <summary>
    /// Whether the decrease of granted credit is clearly not out of proportion. With a margin, so that the rounding of a burn rate makes no difference.
    /// </summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    /// <param name="burn">The previous burn rate.</param>
    internal static bool IsUsual(in BalanceSnapshot before, in BalanceSnapshot after, RecentBurn burn) =>
        after.Levels.Granted == before.Levels.Granted
        || burn.Explains(
            before.Levels.Granted - after.Levels.Granted - RoundingSlack, before.LastSeen, after.FirstSeen - before.LastSeen, Disproportion - 1m);

    /// <summary>The result of <see cref="Between(in BalanceSnapshot, in BalanceSnapshot, in PoolFlows, decimal?)"/> for a usual decrease without recorded events.</summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    internal static SpendWindow PlainFall(in BalanceSnapshot before, in BalanceSnapshot after)
    {
        decimal fall = before.Levels.Granted - after.Levels.Granted + before.Levels.ToppedUp - after.Levels.ToppedUp;
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
        Quality = SpendQuality.LowerBound,
        SuggestedTopUp = null,
        Estimate = null,
        IsPlausible = false,
    };

    /// <summary>Whether all granted credit disappears at once while the other pool doesn't change. This is typical of an expiry, and rare for spend.</summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    internal static bool MayBeExpiry(in BalanceSnapshot before, in BalanceSnapshot after) =>
        after.Levels.Granted == 0m
        && before.Levels.Granted > 0m
        && after.Levels.ToppedUp > 0m
        && after.Levels.ToppedUp == before.Levels.ToppedUp;

    /// <summary>
    /// Whether the amount of a window is trusted as past spend for later windows: there was no incoming money without a record, and no money
    /// disappeared as in a refund or an expiry.
    /// </summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    /// <param name="flows">The recorded flows in between.</param>
    /// <param name="window">The window.</param>
    internal static bool IsTrusted(in BalanceSnapshot before, in BalanceSnapshot after, in PoolFlows flows, in SpendWindow window)
    {
        if (before.Levels.Used is not null || after.Levels.Used is not null)
        {
            return window.Quality == SpendQuality.Reported;
        }

        decimal granted = after.Levels.Granted - before.Levels.Granted;
        decimal toppedUp = after.Levels.ToppedUp - before.Levels.ToppedUp;
        bool isExplained = granted <= flows.Grant - flows.GrantExpiry && toppedUp <= flows.TopUp - flows.Refund;
        bool isFromPools = after.Levels.Granted > 0m && granted <= 0m && flows.IsNone && toppedUp != 0m;
        bool mayBeRefund = flows.IsNone && CurrencyChange.IsNearlyGone(after.Levels.ToppedUp, before.Levels.ToppedUp);
        return (isFromPools ? toppedUp > 0m : isExplained) && !mayBeRefund && !MayBeExpiry(before, after);
    }

    /// <summary>Whether a decrease is larger than the burn rate before a window explains.</summary>
    /// <param name="fall">The decrease.</param>
    /// <param name="length">The length of the window.</param>
    /// <param name="evidence">The data before the window.</param>
    internal static bool IsOutOfProportion(decimal fall, TimeSpan length, WindowEvidence evidence)
    {
        // Compared with busy times: short windows contain many calls or none, and the mean of both explains neither.
        decimal explained = evidence.Busy(length) ?? 0m;
        return fall > (Disproportion * explained) + RoundingSlack;
    }

    // Whether it exceeds even the busiest time of the week before. False if less than a week is known.
    private static bool IsFarOutOfProportion(decimal fall, TimeSpan length, WindowEvidence evidence) =>
        IsOutOfProportion(fall, length, evidence) && evidence.Most(length, ProvenDays) is { } most && fall > (Disproportion * most) + RoundingSlack;

    private static decimal? Positive(decimal amount) => amount > 0m ? amount : null;
}
