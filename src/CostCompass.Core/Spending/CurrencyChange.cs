namespace CostCompass.Spending;

/// <summary>
/// Recognizes that a provider changed the currency of an account: nearly all of one balance is gone at once, and a balance in another
/// currency of the same account rises from nearly nothing in the same window or within <see cref="Nearness"/> of it. Beside this
/// the fall has to be out of proportion to the burn before it, so that a balance that is used up and then paid for in another
/// currency stays spend.
/// </summary>
public static class CurrencyChange
{
    // What may be left of the one balance, and may have been there of the other, as a share of the larger amount.
    private const decimal LittleShare = 0.01m;

    /// <summary>How far apart the two balances may be seen to move.</summary>
    public static TimeSpan Nearness => TimeSpan.FromHours(1);

    /// <summary>Whether one balance is little beside another one.</summary>
    /// <param name="little">What is left, or was there before.</param>
    /// <param name="much">What was there before, or is there now.</param>
    public static bool IsLittle(decimal little, decimal much) => much > 0m && little <= LittleShare * much;

    /// <summary>
    /// Whether nearly all of a balance is gone, as when it was changed into another currency. A balance below zero was spent: only a call
    /// takes more than there is.
    /// </summary>
    /// <param name="after">What is left.</param>
    /// <param name="before">What was there before.</param>
    public static bool IsNearlyGone(decimal after, decimal before) => after >= 0m && IsLittle(after, before);

    /// <summary>Whether a balance rises from nearly nothing, as it is seen within a span.</summary>
    /// <param name="snapshots">The snapshots in order that reach into the span, and the one before it.</param>
    /// <param name="from">The start of the span, not included.</param>
    /// <param name="to">The end of the span.</param>
    public static bool HasRisen(IEnumerable<BalanceSnapshot> snapshots, DateTimeOffset from, DateTimeOffset to) =>
        HasMoved(snapshots, from, to, static (before, after) => IsLittle(before, after));

    /// <summary>Whether nearly all of a balance is gone, as it is seen within a span.</summary>
    /// <inheritdoc cref="HasRisen"/>
    public static bool HasFallen(IEnumerable<BalanceSnapshot> snapshots, DateTimeOffset from, DateTimeOffset to) =>
        HasMoved(snapshots, from, to, static (before, after) => IsNearlyGone(after, before));

    private static bool HasMoved(
        IEnumerable<BalanceSnapshot> snapshots, DateTimeOffset from, DateTimeOffset to, Func<decimal, decimal, bool> isMove)
    {
        // A currency that is not listed before it is funded held nothing.
        decimal before = 0m;
        foreach (BalanceSnapshot snapshot in snapshots)
        {
            if (snapshot.FirstSeen > to)
            {
                break;
            }

            if (snapshot.FirstSeen > from && isMove(before, snapshot.Levels.Total))
            {
                return true;
            }

            before = snapshot.Levels.Total;
        }

        return false;
    }
}
