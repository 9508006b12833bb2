namespace CostCompass.Truth.Accounts;

/// <summary>What moved a balance.</summary>
internal enum MovementKind
{
    Spend,
    TopUp,
    Grant,
    Expiry,
}

/// <summary>One movement of a balance. Amounts are in 1e-9 units, time is in microseconds from the start of the history.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="At">When it happened.</param>
/// <param name="ShownAt">When the balance begins to show it.</param>
/// <param name="Granted">The change of the granted pool.</param>
/// <param name="ToppedUp">The change of the topped-up pool.</param>
internal readonly record struct Movement(MovementKind Kind, long At, long ShownAt, long Granted, long ToppedUp);
