namespace CostCompass.Core.Tests.Spending;

/// <summary>What happens to an account.</summary>
internal enum AccountStepKind
{
    Spend,
    TopUp,
    Grant,
    Expire,
    Refund,
    Poll,
}

/// <summary>One thing that happens to an account.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Nano">How much, in 1e-9 units. Only spend takes more than is there, once.</param>
/// <param name="Wait">Microseconds since the step before, at least 1.</param>
internal readonly record struct AccountStep(AccountStepKind Kind, long Nano, long Wait)
{
    public override string ToString() => Kind == AccountStepKind.Poll
        ? FormattableString.Invariant($"+{Wait}us Poll")
        : FormattableString.Invariant($"+{Wait}us {Kind} {Nano / 1_000_000_000m}");
}
