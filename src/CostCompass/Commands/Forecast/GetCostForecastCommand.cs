using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Forecasts a month's spend from the recent burn rate, with a confidence interval. With -WholeStack, it returns one forecast for all accounts
/// and subscriptions.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CostForecast", DefaultParameterSetName = AccountSet, HelpUri = HelpPage.Folder + "Get-CostForecast.md")]
[OutputType(typeof(CostForecast))]
public sealed class GetCostForecastCommand : ForecastCmdlet
{
    private const string AccountSet = "Account";
    private const string StackSet = "WholeStack";

    /// <summary>The names of the accounts. Wildcards are allowed. The default is every account with a history.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = AccountSet)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>Returns one forecast for all accounts and subscriptions in one currency: that of -Currency, or the default of Get-CostSummary.</summary>
    [Parameter(Mandatory = true, ParameterSetName = StackSet)]
    public SwitchParameter WholeStack { get; set; }

    /// <summary>Spreads each charge of a subscription evenly over the days that it pays for. By default, a charge counts on the day of the charge.</summary>
    [Parameter(ParameterSetName = StackSet)]
    public SwitchParameter Amortize { get; set; }

    /// <summary>The month to forecast, as yyyy-MM. The default is the month after the current month.</summary>
    [Parameter]
    [MonthTransformation]
    public DateOnly? Month { get; set; }

    /// <summary>The forecast method. The default is TrailingAverage, which continues the burn rate of the trailing days.</summary>
    [Parameter]
    public ForecastMethod Method { get; set; } = ForecastMethod.TrailingAverage;

    /// <summary>Returns the forecast as it would have been at this time. The default is the current time.</summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>
    /// How old the last reading of an account can be before its figures are stale. The default is one day, or four times the usual interval
    /// between readings if that is longer.
    /// </summary>
    [Parameter]
    public TimeSpan MaximumAge { get; set; } = LastReading.UsualMaximumAge;

    private protected override void Process()
    {
        LastReading.RequireMaximumAge(MaximumAge);
        DateTimeOffset asOf = AsOf ?? Now;
        if (WholeStack)
        {
            ForecastStack(asOf);
            return;
        }

        var reader = new ForecastReader(Store, asOf, new ZoneCalendar(TimeZone)) { WindowDays = WindowDays, ConfidenceLevel = ConfidenceLevel, Currency = Currency };
        WriteRead(reader.Forecast(FindSeriesByCurrency(), Month, Method, MaximumAge));
    }

    private void ForecastStack(DateTimeOffset asOf)
    {
        var question = new StackQuestion
        {
            TimeZone = TimeZone,
            Currency = Currency,
            Method = Method,
            WindowDays = WindowDays,
            ConfidenceLevel = ConfidenceLevel,
            MaximumAge = MaximumAge,
        };
        StackForecast stack = new StackFigures(Store, question, asOf).Forecast(Month, Amortize);
        foreach (UnconvertedAmount left in stack.Unconverted)
        {
            WriteWarning(left.Explanation);
        }

        if (stack.WithoutForecast.Count > 0)
        {
            WriteWarning($"The burn rate of {string.Join(", ", stack.WithoutForecast)} is unknown because no spend is known for the trailing days. For these accounts, the forecast includes only the spend of this month.");
        }

        if (stack.Forecast is { } forecast)
        {
            WriteObject(forecast);
        }
        else
        {
            WriteWarning("The whole stack has no forecast because no account has a known burn rate and there is no subscription. Run Update-CostSnapshot or Add-CostSubscription.");
        }
    }
}
