namespace CostCompass.Commands;

/// <summary>Converts an event to the output of a command. Times are in the local time zone.</summary>
internal static class BalanceEventView
{
    /// <summary>The output for an event.</summary>
    /// <param name="balanceEvent">The event as it is stored.</param>
    public static CostBalanceEvent Of(CostBalanceEvent balanceEvent) => balanceEvent with
    {
        At = balanceEvent.At.ToLocalTime(),
        Since = balanceEvent.Since?.ToLocalTime(),
        RecordedAt = balanceEvent.RecordedAt.ToLocalTime(),
    };
}
