namespace CostCompass.Spending;

/// <summary>
/// Recognizes that a provider changed the currency of an account: a balance drops to nearly zero at once, and a balance in another currency of the
/// same account increases from nearly zero in the same window or within <see cref="Nearness"/> of it. The decrease also has to be out of proportion
/// to the previous burn rate, so that a balance that is used up before a top-up in another currency counts as spend.
/// </summary>
public static class CurrencyChange
{
    // The maximum remainder of the old balance, and the maximum initial balance in the new currency, as a share of the larger amount.
    private const decimal LittleShare = 0.01m;

    /// <summary>The maximum time between the changes of the two balances.</summary>
    public static TimeSpan Nearness => TimeSpan.FromHours(1);

    /// <summary>Whether an amount is small compared with another one.</summary>
    /// <param name="little">The remaining or the initial amount.</param>
    /// <param name="much">The previous or the current amount.</param>
    public static bool IsLittle(decimal little, decimal much) =>
        much > 0m && little + little < much && little <= LittleShare * much; // The addition excludes almost all amounts and is faster.

    /// <summary>
    /// Whether a balance drops to nearly zero, as in a change of the currency. A negative balance was spent: only a call can use more than the
    /// balance.
    /// </summary>
    /// <param name="after">The remaining balance.</param>
    /// <param name="before">The previous balance.</param>
    public static bool IsNearlyGone(decimal after, decimal before) => after >= 0m && IsLittle(after, before);

    /// <summary>Whether a balance increases from nearly zero within a span.</summary>
    /// <param name="snapshots">The snapshots in order that extend into the span, and the previous one.</param>
    /// <param name="from">The start of the span, exclusive.</param>
    /// <param name="to">The end of the span.</param>
    public static bool HasRisen(IEnumerable<BalanceSnapshot> snapshots, DateTimeOffset from, DateTimeOffset to) =>
        HasMoved(snapshots, from, to, static (before, after) => IsLittle(before, after));

    /// <summary>Whether a balance drops to nearly zero within a span.</summary>
    /// <inheritdoc cref="HasRisen"/>
    public static bool HasFallen(IEnumerable<BalanceSnapshot> snapshots, DateTimeOffset from, DateTimeOffset to) =>
        HasMoved(snapshots, from, to, static (before, after) => IsNearlyGone(after, before));

    private static bool HasMoved(
        IEnumerable<BalanceSnapshot> snapshots, DateTimeOffset from, DateTimeOffset to, Func<decimal, decimal, bool> isMove)
    {
        // A currency that isn't listed before it is funded had a balance of 0.
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
