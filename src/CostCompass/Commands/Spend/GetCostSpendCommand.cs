using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Gets the spend of accounts, with the quality of each figure. Without parameters, it returns the spend of every account by day.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CostSpend", DefaultParameterSetName = SpanSet, HelpUri = HelpPage.Folder + "Get-CostSpend.md")]
[OutputType(typeof(CostSpend))]
public sealed class GetCostSpendCommand : HistoryCmdlet, IDynamicParameters
{
    private readonly SpanParameters _spans = new();

    private const string SpanSet = "Span";
    private const string MonthSet = "MonthToDate";

    private SpendReader? _reader;

    /// <summary>Returns only accounts of this provider. Wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderNameCompleter))]
    public string? Provider { get; set; }

    /// <summary>Returns only spend at or after this time. A window that crosses this time counts in proportion.</summary>
    [Parameter(ParameterSetName = SpanSet)]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Returns only spend before this time. A window that crosses this time counts in proportion.</summary>
    [Parameter(ParameterSetName = SpanSet)]
    [Alias("Until")]
    [InstantTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Returns only spend of the current month, as one figure for each account and currency unless you specify -GroupBy.</summary>
    [Parameter(ParameterSetName = MonthSet, Mandatory = true)]
    public SwitchParameter MonthToDate { get; set; }

    /// <summary>How spend is grouped: Window, Hour, Day, Week, Month, Account or Provider. The default is Day. Window returns every window between two snapshots.</summary>
    [Parameter]
    public SpendGrouping GroupBy { get; set; } = SpendGrouping.Day;

    /// <summary>The time zone of hours, days, weeks and months, as an IANA or Windows name. The default is the local time zone. DeepSeek bills in UTC.</summary>
    [Parameter]
    [TimeZoneTransformation]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    /// <summary>Estimates the spend of windows in which a top-up hides it, from the suggested top-up or else the previous burn rate.</summary>
    [Parameter]
    public SwitchParameter IncludeEstimate { get; set; }

    /// <summary>Returns the spend as it was known at this time. The default is the current time.</summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>
    /// How old the last reading of an account can be before its figures are stale. The default is one day, or four times the usual interval
    /// between readings if that is longer.
    /// </summary>
    [Parameter]
    public TimeSpan MaximumAge { get; set; } = LastReading.UsualMaximumAge;

    /// <summary>The usual spans.</summary>
    public object GetDynamicParameters() => _spans;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        (After, Before) = ChooseSpan(_spans, After, Before, new ZoneCalendar(TimeZone), AsOf ?? Now);
    }

    private protected override void Process()
    {
        LastReading.RequireMaximumAge(MaximumAge);
        _reader ??= new SpendReader(Question(), StopToken);
        WriteRead(_reader.Read(Store, FindSeriesByCurrency(Provider)));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Attempt(null, () =>
    {
        foreach (CostSpend total in _reader?.ProviderTotals() ?? [])
        {
            WriteObject(total);
        }
    });

    private SpendQuestion Question() => new()
    {
        AsOf = AsOf ?? Now,
        After = After,
        Before = Before,
        IsMonthToDate = MonthToDate,
        GroupBy = MonthToDate && !MyInvocation.BoundParameters.ContainsKey(nameof(GroupBy)) ? SpendGrouping.Account : GroupBy,
        Calendar = new ZoneCalendar(TimeZone),
        IncludeEstimate = IncludeEstimate,
        MaximumAge = MaximumAge,
    };
}
