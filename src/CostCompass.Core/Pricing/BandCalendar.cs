namespace CostCompass.Pricing;

/// <summary>
/// Determines the price band at a time, by dated rules: a rule that is published later doesn't change the cost of earlier hours.
/// Windows are half-open. Weekdays and holidays are those of Beijing.
/// </summary>
public sealed class BandCalendar
{
    // Longer than any series of days without peak hours: the longest holiday with its weekends takes about ten days.
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(60);

    private readonly BandRule[] rules;
    private readonly ChinaPublicHolidays holidays;

    /// <summary>Creates the calendar.</summary>
    /// <param name="rules">The rules, in any order. The earliest also applies before its own beginning.</param>
    /// <param name="holidays">The public holidays.</param>
    public BandCalendar(IEnumerable<BandRule> rules, ChinaPublicHolidays holidays)
    {
        this.rules = [.. rules.OrderBy(rule => rule.From)];
        this.holidays = holidays;
        ArgumentOutOfRangeException.ThrowIfZero(this.rules.Length, nameof(rules));
    }

    /// <summary>The published rules with the built-in holidays.</summary>
    public static BandCalendar BuiltIn => DeepSeekPriceCatalog.BuiltIn.Bands;

    /// <summary>The band at a time.</summary>
    /// <param name="at">The time, with any offset.</param>
    public PriceBand Band(DateTimeOffset at)
    {
        var rule = RuleAt(at);
        return rule.IsInWindow(at) && IsCounted(rule.Days, at) ? rule.Inside : rule.Outside;
    }

    /// <summary>The band at a time and its next actual change. A rule change without a different band isn't one.</summary>
    /// <param name="at">The time, with any offset.</param>
    public DeepSeekPriceBand BandAt(DateTimeOffset at)
    {
        var instant = at.ToUniversalTime();
        var band = Band(instant);
        var verified = IsVerifiedAt(instant);
        var limit = DateTimeOffset.MaxValue - instant > Horizon ? instant + Horizon : DateTimeOffset.MaxValue;
        var boundary = instant;
        while (NextBoundary(boundary, limit) is { } next)
        {
            boundary = next;
            verified &= IsVerifiedAt(boundary);
            if (Band(boundary) is var other && other != band)
            {
                return new DeepSeekPriceBand { At = instant, Band = band, Until = boundary, Next = other, IsVerified = verified };
            }
        }

        return new DeepSeekPriceBand { At = instant, Band = band, Until = null, Next = null, IsVerified = verified };
    }

    /// <summary>Whether no band in a span depends on a working day of a year whose public holidays aren't verified.</summary>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, inclusive.</param>
    public bool IsVerifiedThrough(DateTimeOffset from, DateTimeOffset to)
    {
        var end = to.ToUniversalTime();
        for (DateTimeOffset? at = from.ToUniversalTime(); at <= end; at = NextBoundary(at.Value, end))
        {
            if (!IsVerifiedAt(at.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the band at a time doesn't depend on a working day of a year whose public holidays aren't verified.</summary>
    /// <param name="at">The time, with any offset.</param>
    public bool IsVerifiedAt(DateTimeOffset at)
    {
        // A holiday changes the band only inside a window and only on a weekday.
        var rule = RuleAt(at);
        return rule.Days != BandDays.WorkingWeekdays
            || !rule.IsInWindow(at)
            || !IsCounted(BandDays.MondayToFriday, at)
            || holidays.IsYearVerified(BandRule.BeijingDay(at).Year);
    }

    private BandRule RuleAt(DateTimeOffset at) => Array.FindLast(rules, rule => rule.From <= at) ?? rules[0];

    private bool IsCounted(BandDays days, DateTimeOffset at)
    {
        if (days == BandDays.Daily)
        {
            return true;
        }

        var day = BandRule.BeijingDay(at);
        var isWeekday = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        return isWeekday && (days == BandDays.MondayToFriday || !holidays.IsHoliday(day));
    }

    private DateTimeOffset? NextBoundary(DateTimeOffset after, DateTimeOffset limit)
    {
        DateTimeOffset? nextRule = Array.Find(rules, rule => rule.From > after)?.From;
        var windows = RuleAt(after).Windows;
        if (windows.Count == 0)
        {
            // Without windows, the band stays until the next rule, however far away that is.
            return nextRule;
        }

        var midnight = new DateTimeOffset(after.UtcDateTime.Date, TimeSpan.Zero);
        var candidates = windows
            .SelectMany(window => new[] { window.Start.ToTimeSpan(), window.End.ToTimeSpan() })
            .Append(TimeSpan.FromDays(1) - BandRule.BeijingOffset)
            .SelectMany(time => new[] { time, time + TimeSpan.FromDays(1) })
            .Where(time => DateTimeOffset.MaxValue - midnight >= time)
            .Select(time => midnight + time)
            .Where(candidate => candidate > after && candidate <= limit)
            .Select(candidate => (DateTimeOffset?)candidate);
        var nextWindow = candidates.Min();
        return nextRule < nextWindow ? nextRule : nextWindow;
    }
}
