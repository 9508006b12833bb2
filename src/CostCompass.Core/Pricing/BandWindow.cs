namespace CostCompass.Pricing;

/// <summary>A span of the day in UTC, with an inclusive start and an exclusive end. One that ends before it starts continues past midnight.</summary>
/// <param name="Start">The start.</param>
/// <param name="End">The end, exclusive.</param>
public readonly record struct BandWindow(TimeOnly Start, TimeOnly End)
{
    /// <summary>Whether a time of day is in the window.</summary>
    /// <param name="time">The time of day in UTC.</param>
    public bool Contains(TimeOnly time) => time.IsBetween(Start, End);
}
