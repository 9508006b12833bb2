namespace CostCompass.Spending;

/// <summary>
/// The rule that reads spend from two balances, pool by pool. With dG and dP the changes of the granted and the
/// topped-up pool, spend S = Sg + Sp, top-up U, grant G, expiry E and refund R: dG = G - E - Sg and dP = U - R - Sp.
/// Granted credit is spent first, so Sp above 0 means that granted was 0 at that moment.
/// </summary>
public static class WindowRule
{
    // A fall counts as out of proportion from three times what the burn before explains, and always more than rounding.
    private const decimal Disproportion = 3m;
    private const decimal RoundingSlack = 0.02m;

    // Nobody pays or grants less than this.
    private const decimal LeastInflow = 1m;

    // What an account pays at least where no payment of it is known.
    private const decimal UsualLeastInflow = 5m;

    /// <summary>
    /// In a window up to this long nobody pays money in and spends it at once, nor does an expiry hide in a fall of usual size: its
    /// bounds are what the pools say. A longer one is closed only if the account spends too little in it.
    /// </summary>
    public static TimeSpan Brief => TimeSpan.FromMinutes(10);

    /// <summary>The window between two snapshots.</summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    /// <param name="flows">What is recorded to have flowed in between.</param>
    /// <param name="burnPerDay">Spend per day before the window; null when it is not known.</param>
    public static SpendWindow Between(in BalanceSnapshot before, in BalanceSnapshot after, in PoolFlows flows, decimal? burnPerDay) =>
        Between(before, after, flows, new WindowEvidence(burnPerDay));

    /// <summary>The window between two snapshots.</summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    /// <param name="flows">What is recorded to have flowed in between.</param>
    /// <param name="evidence">What is known from before the window.</param>
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

        // Credit that was there at the end and did not grow was there all the time, unless it was used up and granted anew.
        bool grantedRemained = after.Levels.Granted > 0m && grantedChange <= 0m && flows.Grant == 0m;
        bool topUpFromPools = grantedRemained && toppedUpChange > 0m;
        bool hiddenGrant = fromGranted < 0m;
        bool hiddenTopUp = fromToppedUp < 0m && !grantedRemained;

        decimal grantedSpend = Math.Max(0m, fromGranted);
        decimal toppedUpSpend = topUpFromPools ? 0m : Math.Max(0m, fromToppedUp);
        if (hiddenGrant && toppedUpSpend > 0m)
        {
            // The other pool is used only when no credit is left: all that was there before is gone.
            grantedSpend = Math.Max(0m, before.Levels.Granted - flows.GrantExpiry);
        }

        decimal amount = grantedSpend + toppedUpSpend;
        decimal? topUp = Positive(topUpFromPools
            ? toppedUpChange + flows.Refund
            : Math.Max(flows.TopUp, toppedUpChange + flows.Refund));
        decimal? grant = Positive(Math.Max(flows.Grant, grantedChange + flows.GrantExpiry));
        bool mayHide = flows.TopUp == 0m && flows.Grant == 0m && MayHideInflow(amount, length, evidence);

        // How a balance changed that would have to be explained: what was spent is what came in less this.
        decimal change = topUpFromPools ? -grantedSpend : -(fromGranted + fromToppedUp);
        bool mayBeExpiry = flows.IsNone && MayHideExpiry(before, after, grantedSpend, length, evidence);
        var window = new SpendWindow(
            before.LastSeen, after.FirstSeen, amount, mayBeExpiry ? amount - grantedSpend : amount, mayHide ? null : amount, SpendQuality.Clean, topUp, grant);
        if (hiddenGrant || hiddenTopUp)
        {
            return Hidden(window with { High = null, Quality = SpendQuality.LowerBound }, change, hiddenGrant, evidence);
        }

        if (grantedRemained && toppedUpChange < 0m && toppedUpSpend > 0m)
        {
            // Nothing is taken from the other pool while credit is left: money was paid back, or credit was used up and granted anew.
            return window with { Low = window.Low - toppedUpSpend, High = null, Quality = SpendQuality.PossibleRefund };
        }

        if (topUpFromPools && flows.IsNone && mayHide && !IsLess(before.Levels.Granted, length, evidence))
        {
            return Plausible(window with { Quality = SpendQuality.LowerBound }, change, evidence.Grants, evidence);
        }

        if (flows.GrantExpiry == 0m
            && ((MayBeExpiry(before, after) && IsOutOfProportion(before.Levels.Granted, length, evidence))
                || IsFarOutOfProportion(grantedSpend, length, evidence)))
        {
            return window with { Low = amount - grantedSpend, Quality = SpendQuality.PossibleExpiry };
        }

        if (flows.IsNone && CurrencyChange.IsNearlyGone(after.Levels.ToppedUp, before.Levels.ToppedUp) && IsFarOutOfProportion(toppedUpSpend, length, evidence))
        {
            return window with { Low = window.Low - toppedUpSpend, Quality = SpendQuality.PossibleRefund };
        }

        window = window with { Quality = flows.IsNone && !topUpFromPools ? SpendQuality.Clean : SpendQuality.Recovered };
        return mayHide ? Plausible(window, change, evidence.TopUps, evidence) : window;
    }

    // What came in is not known: what is likely, and which payment explains the rise best.
    private static SpendWindow Hidden(in SpendWindow window, decimal change, bool hiddenGrant, WindowEvidence evidence)
    {
        if (evidence.Costs(window.Duration, !hiddenGrant) is not { } costs)
        {
            return window;
        }

        decimal amount = window.Amount.GetValueOrDefault();
        if (evidence.IsExchange || InflowJudgement.Of(change, amount, costs, hiddenGrant ? evidence.Grants : evidence.TopUps) is not { } judgement)
        {
            return window with { Estimate = Math.Max(amount, decimal.Round((decimal)costs.Mean, Amount.Decimals)) };
        }

        return window with
        {
            SuggestedTopUp = hiddenGrant ? null : judgement.Inflow,
            Estimate = judgement.Estimate,
            LikelyLow = judgement.Low,
            LikelyHigh = judgement.High,
        };
    }

    // Whether anything came in is not known: mostly nothing did.
    private static SpendWindow Plausible(in SpendWindow window, decimal change, InflowHabit habit, WindowEvidence evidence)
    {
        decimal amount = window.Amount.GetValueOrDefault();
        if (evidence.Most(window.Duration) is not { } most
            || Disproportion * most < amount + habit.Least(UsualLeastInflow)
            || evidence.Costs(window.Duration, isPaid: false) is not { } costs
            || InflowJudgement.Of(change, amount, costs, habit, habit.ChanceIn(window.Duration)) is not { } judgement)
        {
            return window with { Estimate = amount, LikelyLow = amount, LikelyHigh = amount };
        }

        return window with { Estimate = judgement.Estimate, LikelyLow = judgement.Low, LikelyHigh = judgement.High };
    }

    // Money that came in and was spent at once is not seen: that takes spend of the smallest payment beside the fall.
    private static bool MayHideInflow(decimal fall, TimeSpan length, WindowEvidence evidence) =>
        length > Brief
        && !(evidence.Most(length) is { } most && Disproportion * Math.Max(most, fall) < fall + LeastInflow);

    // Whether a window is too short to have spent an amount.
    private static bool IsLess(decimal amount, TimeSpan length, WindowEvidence evidence) =>
        evidence.Most(length) is { } most && Disproportion * most < amount;

    // Credit expires by grants: all of what is left of one. What is left of the only one is there until all of it is gone.
    private static bool MayHideExpiry(in BalanceSnapshot before, in BalanceSnapshot after, decimal fall, TimeSpan length, WindowEvidence evidence) =>
        fall > 0m
        && (after.Levels.Granted == 0m || after.Levels.Granted > before.Levels.Granted || evidence.HadGrant)
        && (length > Brief || IsOutOfProportion(fall, length, evidence));

    /// <summary>
    /// Whether a window is brief, there is no granted credit and the other pool did not rise and was not nearly emptied: so are nearly
    /// all windows of a long history, and nothing from before is needed to read them.
    /// </summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    internal static bool IsPlainFall(in BalanceSnapshot before, in BalanceSnapshot after) =>
        after.FirstSeen - before.LastSeen <= Brief
        && after.Levels.Used is null
        && before.Levels.Used is null
        && after.Levels.Granted == 0m
        && before.Levels.Granted == 0m
        && after.Levels.ToppedUp <= before.Levels.ToppedUp
        && !CurrencyChange.IsNearlyGone(after.Levels.ToppedUp, before.Levels.ToppedUp);

    /// <summary>What <see cref="Between(in BalanceSnapshot, in BalanceSnapshot, in PoolFlows, decimal?)"/> gives for a plain fall in which nothing is recorded.</summary>
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
    /// A window in which nearly all of a balance is gone while another currency of the account rose (<see cref="CurrencyChange"/>):
    /// the provider changed the currency. How much of the fall was spent before that is not known.
    /// </summary>
    /// <param name="window">The window as it looks by itself.</param>
    internal static SpendWindow WithCurrencyChange(in SpendWindow window) => window with
    {
        Amount = 0m,
        Low = 0m,
        Quality = SpendQuality.LowerBound,
        SuggestedTopUp = null,
        Estimate = null,
    };

    /// <summary>Whether all granted credit is gone at once while the other pool stood still: how an expiry looks, and rarely how spend does.</summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    internal static bool MayBeExpiry(in BalanceSnapshot before, in BalanceSnapshot after) =>
        after.Levels.Granted == 0m
        && before.Levels.Granted > 0m
        && after.Levels.ToppedUp > 0m
        && after.Levels.ToppedUp == before.Levels.ToppedUp;

    /// <summary>
    /// Whether the amount of a window is trusted as spend for the past of later ones: no money came in that is not recorded, and
    /// nothing vanished as refunds and expiries do.
    /// </summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    /// <param name="flows">What is recorded to have flowed in between.</param>
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

    /// <summary>Whether a fall is more than the burn before a window explains.</summary>
    /// <param name="fall">The fall.</param>
    /// <param name="length">The length of the window.</param>
    /// <param name="evidence">What is known from before the window.</param>
    internal static bool IsOutOfProportion(decimal fall, TimeSpan length, WindowEvidence evidence)
    {
        // Measured against busy time: short windows hold many calls or none, and the mean of both explains neither.
        decimal explained = evidence.Busy(length) ?? 0m;
        return fall > (Disproportion * explained) + RoundingSlack;
    }

    // Beyond even the busiest time before. Nothing is where nothing is known.
    private static bool IsFarOutOfProportion(decimal fall, TimeSpan length, WindowEvidence evidence) =>
        fall > RoundingSlack && evidence.Most(length) is { } most && fall > (Disproportion * most) + RoundingSlack;

    private static decimal? Positive(decimal amount) => amount > 0m ? amount : null;
}
