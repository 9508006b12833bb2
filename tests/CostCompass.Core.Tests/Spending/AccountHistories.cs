using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Core.Tests.Spending;

/// <summary>Makes histories of accounts at random, and makes failing ones small.</summary>
internal static class AccountHistories
{
    /// <summary>Every property holds for so many cases.</summary>
    public static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    private const long Cent = 10_000_000;
    private const long Second = 1_000_000;

    private static readonly DateTimeOffset Default = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    public static Arbitrary<AccountHistory> Of(params AccountStepKind[] kinds) => Arb.From(Histories(Gen.Constant(Default), kinds), Smaller);

    public static Arbitrary<AccountHistory> OfEverything() => Of(
        AccountStepKind.Spend, AccountStepKind.TopUp, AccountStepKind.Grant, AccountStepKind.Expire, AccountStepKind.Refund);

    /// <summary>Histories that begin at one of these instants.</summary>
    public static Gen<AccountHistory> From(Gen<DateTimeOffset> starts) => Histories(
        starts, AccountStepKind.Spend, AccountStepKind.TopUp, AccountStepKind.Grant, AccountStepKind.Expire, AccountStepKind.Refund);

    /// <summary>Histories with fewer steps, then with smaller amounts and shorter waits.</summary>
    public static IEnumerable<AccountHistory> Smaller(AccountHistory history)
    {
        AccountStep[] steps = [.. history.Steps];
        for (int length = steps.Length; length > 0; length /= 2)
        {
            for (int at = 0; at + length <= steps.Length; at += length)
            {
                yield return history.With([.. steps[..at], .. steps[(at + length)..]]);
            }
        }

        foreach (long granted in Less(history.Granted, 0))
        {
            yield return history.With(granted, history.ToppedUp);
        }

        foreach (long toppedUp in Less(history.ToppedUp, 0))
        {
            yield return history.With(history.Granted, toppedUp);
        }

        for (int at = 0; at < steps.Length; at++)
        {
            foreach (long nano in Less(steps[at].Nano, 0))
            {
                yield return history.With(Replace(steps, at, steps[at] with { Nano = nano }));
            }

            foreach (long wait in Less(steps[at].Wait, Second))
            {
                yield return history.With(Replace(steps, at, steps[at] with { Wait = wait }));
            }
        }
    }

    private static Gen<AccountHistory> Histories(Gen<DateTimeOffset> starts, params AccountStepKind[] kinds)
    {
        Gen<AccountStepKind> kind = Gen.Frequency((2, Gen.Constant(AccountStepKind.Poll)), (3, Gen.Elements(kinds)));
        return from cents in Gen.Elements(true, true, false)
               from start in starts
               from granted in Amounts(cents)
               from toppedUp in Amounts(cents)
               from count in Gen.Choose(0, 24)
               from steps in Steps(kind, cents).ArrayOf(count)
               select new AccountHistory(start, granted, toppedUp, steps);
    }

    private static Gen<AccountStep> Steps(Gen<AccountStepKind> kinds, bool cents) =>
        from kind in kinds
        from nano in Amounts(cents)
        from wait in Waits()
        select new AccountStep(kind, nano, wait);

    // Small whole amounts meet each other often: pools that are emptied exactly, top-ups that hide a spend.
    private static Gen<long> Amounts(bool cents) => cents
        ? Gen.Frequency((1, Gen.Constant(0L)), (4, Long(1, 5, Cent)), (3, Long(1, 2_000, Cent)), (1, Long(1, 100_000_000, Cent)))
        : Gen.Frequency(
            (1, Gen.Constant(0L)),
            (2, Long(1, 3, 1)),
            (3, Long(1, 2_000_000_000, 1)),
            (2, from whole in Gen.Choose(0, 900_000)
                from part in Gen.Choose(0, 999_999_999)
                select (whole * 1_000_000_000L) + part));

    private static Gen<long> Waits() => Gen.Frequency(
        (1, Long(1, 3, 1)),
        (4, Long(1, 600, Second)),
        (3, Long(1, 1_440, 60 * Second)),
        (3, Long(1, 200, 3_600 * Second)),
        (1, Long(1, 2_000_000_000, 400)));

    private static Gen<long> Long(int low, int high, long unit) => Gen.Choose(low, high).Select(value => value * unit);

    private static IEnumerable<long> Less(long value, long least) => value <= least
        ? []
        : new[] { least, value / 2, value / Cent * Cent, value - 1 }.Where(smaller => smaller >= least && smaller < value).Distinct();

    private static AccountStep[] Replace(AccountStep[] steps, int at, AccountStep step)
    {
        AccountStep[] changed = [.. steps];
        changed[at] = step;
        return changed;
    }
}
