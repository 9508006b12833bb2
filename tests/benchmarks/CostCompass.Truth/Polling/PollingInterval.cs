namespace CostCompass.Truth.Polling;

/// <summary>How often a balance is asked for.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Duration">From one reading to the next.</param>
internal sealed record PollingInterval(string Name, TimeSpan Duration)
{
    public static IReadOnlyList<PollingInterval> All { get; } =
    [
        new("30 s", TimeSpan.FromSeconds(30)),
        new("5 min", TimeSpan.FromMinutes(5)),
        new("1 h", TimeSpan.FromHours(1)),
        new("6 h", TimeSpan.FromHours(6)),
        new("1 day", TimeSpan.FromDays(1)),
    ];
}
