namespace CostCompass.Commands;

/// <summary>Makes what a command shows of an event. Instants are in the local time zone.</summary>
internal static class BalanceEventView
{
    /// <summary>An event for the user's eyes.</summary>
    /// <param name="balanceEvent">The event as it is stored.</param>
    public static CostBalanceEvent Of(CostBalanceEvent balanceEvent) => balanceEvent with
    {
        At = balanceEvent.At.ToLocalTime(),
        Since = balanceEvent.Since?.ToLocalTime(),
        RecordedAt = balanceEvent.RecordedAt.ToLocalTime(),
    };
}
