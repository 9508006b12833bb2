namespace CostCompass.Truth.Polling;

/// <summary>When a balance is asked for.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Duration">From one reading to the next.</param>
/// <param name="HasOutages">Whether nothing is read for hours or days now and then.</param>
/// <param name="IsOfficeHours">Whether it is read from 9 to 17 on workdays only.</param>
internal sealed record PollingInterval(string Name, TimeSpan Duration, bool HasOutages = false, bool IsOfficeHours = false)
{
    public static IReadOnlyList<PollingInterval> All { get; } =
    [
        new("30 s", TimeSpan.FromSeconds(30)),
        new("30 s, outages", TimeSpan.FromSeconds(30), HasOutages: true),
        new("30 s, office hours", TimeSpan.FromSeconds(30), IsOfficeHours: true),
        new("5 min", TimeSpan.FromMinutes(5)),
        new("1 h", TimeSpan.FromHours(1)),
        new("6 h", TimeSpan.FromHours(6)),
        new("1 day", TimeSpan.FromDays(1)),
        new("1 week", TimeSpan.FromDays(7)),
    ];
}
