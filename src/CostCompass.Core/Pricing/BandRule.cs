namespace CostCompass.Pricing;

/// <summary>How the day is divided into bands from a time on, until the next rule begins.</summary>
/// <param name="From">The start of the rule, in UTC.</param>
/// <param name="Inside">The band inside the windows.</param>
/// <param name="Outside">The band outside the windows, and on days on which they don't apply.</param>
/// <param name="Days">The days on which the windows apply.</param>
/// <param name="Windows">The windows of the day. Empty for one band all day.</param>
public sealed record BandRule(DateTimeOffset From, PriceBand Inside, PriceBand Outside, BandDays Days, IReadOnlyList<BandWindow> Windows)
{
    /// <summary>The offset of the calendar for weekdays and holidays. China has had no daylight saving time since 1991.</summary>
    internal static readonly TimeSpan BeijingOffset = TimeSpan.FromHours(8);

    /// <summary>One band for the whole day.</summary>
    /// <param name="from">The start of the rule.</param>
    /// <param name="band">The band.</param>
    public static BandRule AllDay(DateTimeOffset from, PriceBand band) => new(from, band, band, BandDays.Daily, []);

    /// <summary>How certain the rule is.</summary>
    public PriceConfidence Confidence { get; init; } = PriceConfidence.High;

    /// <summary>The source of the rule, in a few words.</summary>
    public string Source { get; init; } = "";

    internal static DateOnly BeijingDay(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(BeijingOffset).DateTime);

    internal bool IsInWindow(DateTimeOffset at)
    {
        var time = TimeOnly.FromTimeSpan(at.UtcDateTime.TimeOfDay);
        return Windows.Any(window => window.Contains(time));
    }
}
