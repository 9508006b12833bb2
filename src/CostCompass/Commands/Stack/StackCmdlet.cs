using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>A command that combines all accounts and subscriptions.</summary>
public abstract class StackCmdlet : CostCompassCmdlet
{
    private StackFigures? _stack;

    /// <summary>The forecast method. The default is TrailingAverage, which continues the burn rate of the trailing days.</summary>
    [Parameter]
    public ForecastMethod Method { get; set; } = ForecastMethod.TrailingAverage;

    /// <summary>The number of trailing days from which the burn rate is calculated. The default is 7.</summary>
    [Parameter]
    [ValidateRange(1, 366)]
    public int WindowDays { get; set; } = 7;

    /// <summary>The probability, in percent, that the confidence interval contains the actual value. The default is 80.</summary>
    [Parameter]
    [ValidateRange(50, 99)]
    public int ConfidenceLevel { get; set; } = 80;

    /// <summary>The time zone of days and months, as an IANA or Windows name. The default is the local time zone. Providers bill in UTC.</summary>
    [Parameter]
    [TimeZoneTransformation]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    /// <summary>Returns the result as it would have been at this time. The default is the current time.</summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>
    /// How old the last reading of an account can be before its figures are stale. The default is one day, or four times the usual interval
    /// between readings if that is longer.
    /// </summary>
    [Parameter]
    [Alias("StaleAfter")]
    public TimeSpan MaximumAge { get; set; } = LastReading.UsualMaximumAge;

    /// <summary>The currency of the totals, or null for the most suitable one.</summary>
    private protected virtual string? SumCurrency => null;

    /// <summary>The first day of the requested month, or null for the current month.</summary>
    /// <param name="calendar">The calendar of the time zone that was asked for.</param>
    /// <param name="now">The time up to which histories are read.</param>
    private protected virtual DateOnly? MonthShown(ZoneCalendar calendar, DateTimeOffset now) => null;

    /// <summary>The requested figures.</summary>
    private protected StackQuestion Question => new()
    {
        TimeZone = TimeZone,
        Currency = SumCurrency?.ToUpperInvariant(),
        Method = Method,
        WindowDays = WindowDays,
        ConfidenceLevel = ConfidenceLevel,
        MaximumAge = MaximumAge,
    };

    /// <summary>All accounts and subscriptions, at the requested time and in the requested month.</summary>
    private protected StackFigures Figures => _stack ??= StackAt(AsOf ?? Now);

    private StackFigures StackAt(DateTimeOffset knownUntil)
    {
        StackQuestion question = Question;
        return new StackFigures(Store, question, knownUntil) { Month = MonthShown(question.Calendar, knownUntil) };
    }
}
