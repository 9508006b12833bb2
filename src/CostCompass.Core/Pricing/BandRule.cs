namespace CostCompass.Pricing;

/// <summary>How the day is divided into bands from an instant on, until the next rule begins.</summary>
/// <param name="From">The first instant of the rule, in UTC.</param>
/// <param name="Inside">The band inside the windows.</param>
/// <param name="Outside">The band outside the windows, and on days on which they do not count.</param>
/// <param name="Days">The days on which the windows count.</param>
/// <param name="Windows">The windows of the day; none for one band all day.</param>
public sealed record BandRule(DateTimeOffset From, PriceBand Inside, PriceBand Outside, BandDays Days, IReadOnlyList<BandWindow> Windows)
{
    /// <summary>The offset of the calendar on which weekdays and holidays are read. China has had no daylight saving since 1991.</summary>
    internal static readonly TimeSpan BeijingOffset = TimeSpan.FromHours(8);

    /// <summary>One band for the whole day.</summary>
    /// <param name="from">The first instant of the rule.</param>
    /// <param name="band">The band.</param>
    public static BandRule AllDay(DateTimeOffset from, PriceBand band) => new(from, band, band, BandDays.Daily, []);

    /// <summary>The rules that DeepSeek has published so far, in order.</summary>
    public static IReadOnlyList<BandRule> Published { get; } = MakePublished();

    internal static DateOnly BeijingDay(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(BeijingOffset).DateTime);

    internal bool IsInWindow(DateTimeOffset at)
    {
        var time = TimeOnly.FromTimeSpan(at.UtcDateTime.TimeOfDay);
        return Windows.Any(window => window.Contains(time));
    }

    private static BandRule[] MakePublished()
    {
        BandWindow[] night = [new(new TimeOnly(16, 30), new TimeOnly(0, 30))];
        BandWindow[] office = [new(new TimeOnly(1, 0), new TimeOnly(4, 0)), new(new TimeOnly(6, 0), new TimeOnly(10, 0))];
        return
        [
            AllDay(DateTimeOffset.MinValue, PriceBand.Flat),
            new(Utc(2025, 2, 26, 16, 30), PriceBand.Discount, PriceBand.Standard, BandDays.Daily, night),
            AllDay(Utc(2025, 9, 5, 16), PriceBand.Flat),
            new(Utc(2026, 8, 16, 16), PriceBand.Peak, PriceBand.OffPeak, BandDays.Daily, office),
            new(Utc(2026, 8, 22, 16), PriceBand.Peak, PriceBand.OffPeak, BandDays.MondayToFriday, office),
            // The day of this change is uncertain, which costs nothing: the first holiday after it is 2026-09-25.
            new(Utc(2026, 9, 18, 0), PriceBand.Peak, PriceBand.OffPeak, BandDays.WorkingWeekdays, office),
        ];
    }

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute = 0) =>
        new(year, month, day, hour, minute, 0, TimeSpan.Zero);
}
