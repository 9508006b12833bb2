namespace CostCompass.Spending;

/// <summary>
/// The spend between two readings of a provider that reports the total usage. It is exactly the increase of the total, regardless of incoming
/// money. A decrease means that a new period has started.
/// </summary>
internal static class UsageRule
{
    /// <summary>The window between two snapshots, at least one of which has the total usage.</summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    public static SpendWindow Between(in BalanceSnapshot before, in BalanceSnapshot after)
    {
        if (before.Levels.Used is not { } usedBefore
            || after.Levels.Used is not { } usedAfter
            || before.Levels.IsUsageOnly != after.Levels.IsUsageOnly)
        {
            // The provider started or stopped reporting the total, or reports a different one, such as that of a key instead of the account. The two
            // figures can't be compared.
            return AtLeast(before, after, 0m);
        }

        if (usedAfter < usedBefore)
        {
            // The usage between the earlier reading and the end of its period is unknown, and the current total was used since the period started: at
            // the latest at the start of the UTC month, which is the period of all these providers.
            return AtLeast(before, after, Math.Max(0m, usedAfter)) with { From = Began(before.LastSeen, after.FirstSeen) };
        }

        decimal amount = usedAfter - usedBefore;
        return new SpendWindow(
            before.LastSeen, after.FirstSeen, amount, amount, amount, SpendQuality.Reported, TopUp(before, after, amount), null);
    }

    private static DateTimeOffset Began(DateTimeOffset before, DateTimeOffset after)
    {
        var month = new DateTimeOffset(after.UtcDateTime.Year, after.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return month > before && month < after ? month : before;
    }

    private static SpendWindow AtLeast(in BalanceSnapshot before, in BalanceSnapshot after, decimal amount) =>
        new(before.LastSeen, after.FirstSeen, amount, amount, null, SpendQuality.LowerBound, null, null);

    // The part of the usage by which the balance didn't decrease was topped up.
    private static decimal? TopUp(in BalanceSnapshot before, in BalanceSnapshot after, decimal amount)
    {
        if (before.Levels.IsUsageOnly)
        {
            return null;
        }

        decimal paid = after.Levels.Total - before.Levels.Total + amount;
        return paid > 0m ? paid : null;
    }
}
