namespace CostCompass.Spending;

/// <summary>
/// What is known between two readings of a provider that tells what was used in all: spend is the rise of that, to the last
/// digit, whatever came in meanwhile. A fall is the beginning of a new period.
/// </summary>
internal static class UsageRule
{
    /// <summary>The window between two snapshots, of which at least one tells what was used.</summary>
    /// <param name="before">The earlier snapshot.</param>
    /// <param name="after">The later snapshot.</param>
    public static SpendWindow Between(in BalanceSnapshot before, in BalanceSnapshot after)
    {
        if (before.Levels.Used is not { } usedBefore
            || after.Levels.Used is not { } usedAfter
            || before.Levels.IsUsageOnly != after.Levels.IsUsageOnly)
        {
            // The provider began or ceased to tell it, or tells it of something else, such as of a key in place of the account:
            // two figures that do not mean the same.
            return AtLeast(before, after, 0m);
        }

        if (usedAfter < usedBefore)
        {
            // What was used between the earlier reading and the end of its period is not known, and what is shown now was used
            // since the period began: at the latest with the month in UTC, by which all of these providers reckon.
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

    // What the level did not fall by, though it was used, was paid in.
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
