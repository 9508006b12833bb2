using CostCompass.Truth.Accounts;
using CostCompass.Truth.Measures;
using CostCompass.Truth.Polling;

namespace CostCompass.Truth.Scenarios;

/// <summary>A kind of account, what of it is recorded, and what was measured.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Plan">The account.</param>
/// <param name="Recorded">What its owner records.</param>
/// <param name="PaymentLag">How late the balance shows a payment, at the most.</param>
internal sealed record Scenario(string Name, AccountPlan Plan, MovementKind[] Recorded, long PaymentLag = 0)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("granted remains", AccountPlan.GrantedThroughout, []),
        new("top-ups", AccountPlan.NoGrants, []),
        new("grants", AccountPlan.Grants, []),
        new("many grants", AccountPlan.ManyGrants, []),
        new("expiring grants", AccountPlan.ExpiringGrants, []),
        new("top-ups, recorded", AccountPlan.NoGrants, [MovementKind.TopUp]),
        new("top-ups, recorded, shown late", AccountPlan.NoGrants, [MovementKind.TopUp], TrueAccount.MostLag),
        new("grants, recorded", AccountPlan.Grants, [MovementKind.TopUp, MovementKind.Grant]),
        new("expiring grants, recorded", AccountPlan.ExpiringGrants, [MovementKind.TopUp, MovementKind.Grant, MovementKind.Expiry]),
    ];

    public bool IsRecorded => Recorded.Length > 0;

    /// <summary>The totals, by polling.</summary>
    public IReadOnlyDictionary<PollingInterval, TotalMeasure> Totals { get; } = PollingInterval.All.ToDictionary(one => one, _ => new TotalMeasure());

    /// <summary>The windows, by polling.</summary>
    public IReadOnlyDictionary<PollingInterval, WindowMeasure> Windows { get; } = PollingInterval.All.ToDictionary(one => one, _ => new WindowMeasure());
}
