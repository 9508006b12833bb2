namespace CostCompass.Pricing;

/// <summary>A span of the day in UTC, start in and end out. One that ends before it starts runs past midnight.</summary>
/// <param name="Start">The first instant.</param>
/// <param name="End">The first instant that is outside again.</param>
public readonly record struct BandWindow(TimeOnly Start, TimeOnly End)
{
    /// <summary>Whether a time of the day lies in the window.</summary>
    /// <param name="time">The time of the day, in UTC.</param>
    public bool Contains(TimeOnly time) => time.IsBetween(Start, End);
}
