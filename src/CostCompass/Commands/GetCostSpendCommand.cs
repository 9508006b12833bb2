using System.Management.Automation;
using CostCompass.Balances;
using CostCompass.Completion;
using CostCompass.Sessions;
using CostCompass.Spending;
using CostCompass.Storage;

namespace CostCompass.Commands;

/// <summary>
/// Gives what was spent, read from the falls of the balance, and how good each figure is. Without parameters: every window
/// between two snapshots of every account.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CostSpend", DefaultParameterSetName = SpanSet, HelpUri = HelpPage.Folder + "Get-CostSpend.md")]
[OutputType(typeof(CostSpend))]
public sealed class GetCostSpendCommand : HistoryCmdlet
{
    private const string SpanSet = "Span";
    private const string MonthSet = "MonthToDate";

    // Totals over several accounts of a provider, filled one account after the other.
    private readonly Dictionary<(string Provider, string Currency), SpendTotal> _providers = [];

    /// <summary>Only accounts at this provider, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderNameCompleter))]
    public string? Provider { get; set; }

    /// <summary>Only spend from this instant on. A window that reaches across it is cut in proportion.</summary>
    [Parameter(ParameterSetName = SpanSet)]
    [Alias("Since")]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only spend before this instant.</summary>
    [Parameter(ParameterSetName = SpanSet)]
    [Alias("Until")]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Only spend of the current month, as one figure per account unless -GroupBy says otherwise. ObservedFrom tells since when it is known.</summary>
    [Parameter(ParameterSetName = MonthSet, Mandatory = true)]
    public SwitchParameter MonthToDate { get; set; }

    /// <summary>How spend is put together: Window, Hour, Day, Week, Month, Account or Provider.</summary>
    [Parameter]
    public SpendGrouping GroupBy { get; set; } = SpendGrouping.Window;

    /// <summary>The time zone of hours, days, weeks and months, by its IANA or Windows name. The local one by default; DeepSeek bills in UTC.</summary>
    [Parameter]
    [TimeZoneTransformation]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    /// <summary>Fill in windows in which a top-up hides the spend: from the suggested top-up, else from the burn before. Their quality is Estimated.</summary>
    [Parameter]
    public SwitchParameter IncludeEstimate { get; set; }

    /// <summary>The spend as it was known at this instant. Now by default.</summary>
    [Parameter]
    public DateTimeOffset? AsOf { get; set; }

    private protected override void Process()
    {
        DateTimeOffset asOf = AsOf ?? Now;
        var calendar = new ZoneCalendar(TimeZone);
        DateTimeOffset from = MonthToDate ? calendar.StartOf(asOf, CalendarUnit.Month) : After ?? DateTimeOffset.MinValue;

        // The instant of the last reading belongs to what is known.
        DateTimeOffset to = Before is { } before ? Instant.Earlier(before, asOf) : asOf;
        SpendGrouping grouping = MonthToDate && !MyInvocation.BoundParameters.ContainsKey(nameof(GroupBy)) ? SpendGrouping.Account : GroupBy;
        var reader = new HistoryReader(Store);
        foreach (StoredSeries series in FindSeriesByCurrency(Provider))
        {
            IEnumerable<SpendStep> steps = Interruptible(reader.ReadSteps(series.Key, from, asOf, IncludeEstimate));
            switch (grouping)
            {
                case SpendGrouping.Window:
                    WriteWindows(series.Key, steps, from, to, calendar);
                    break;
                case SpendGrouping.Account:
                    WriteTotal(series.Key, SpendSummation.Total(steps, from, to), calendar, grouping);
                    break;
                case SpendGrouping.Provider:
                    AddToProvider(series.Key, steps, from, to);
                    break;
                default:
                    foreach (SpendTotal total in SpendSummation.ByUnit(steps, from, to, calendar, UnitOf(grouping)))
                    {
                        WriteTotal(series.Key, total, calendar, grouping);
                    }

                    break;
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Attempt(null, () =>
    {
        var calendar = new ZoneCalendar(TimeZone);
        foreach (((string provider, string currency), SpendTotal total) in _providers)
        {
            Write(null, provider, currency, total, calendar, SpendGrouping.Provider);
        }
    });

    private static CalendarUnit UnitOf(SpendGrouping grouping) => grouping switch
    {
        SpendGrouping.Hour => CalendarUnit.Hour,
        SpendGrouping.Day => CalendarUnit.Day,
        SpendGrouping.Week => CalendarUnit.Week,
        _ => CalendarUnit.Month,
    };

    private IEnumerable<SpendStep> Interruptible(IEnumerable<SpendStep> steps)
    {
        foreach (SpendStep step in steps)
        {
            StopToken.ThrowIfCancellationRequested();
            yield return step;
        }
    }

    private void WriteWindows(
        BalanceSeriesKey series, IEnumerable<SpendStep> steps, DateTimeOffset from, DateTimeOffset to, ZoneCalendar calendar)
    {
        foreach (SpendStep step in steps)
        {
            if (WindowCut.Part(step.Window, from, to) is { } window)
            {
                var total = new SpendTotal(window.From, window.To);
                total.Add(window);

                // A part of a window does not tell when the payment was.
                bool isWhole = window.From == step.Window.From && window.To == step.Window.To;
                WriteTotal(series, total, calendar, SpendGrouping.Window, isWhole ? window.SuggestedTopUp : null);
            }
        }
    }

    private void AddToProvider(BalanceSeriesKey series, IEnumerable<SpendStep> steps, DateTimeOffset from, DateTimeOffset to)
    {
        if (!_providers.TryGetValue((series.Provider, series.Currency), out SpendTotal? total))
        {
            total = new SpendTotal(from, to);
            _providers.Add((series.Provider, series.Currency), total);
        }

        foreach (SpendWindow part in SpendSummation.Parts(steps, from, to))
        {
            total.Add(part);
        }
    }

    private void WriteTotal(
        BalanceSeriesKey series, SpendTotal total, ZoneCalendar calendar, SpendGrouping grouping, decimal? suggestedTopUp = null) =>
        Write(series.Account.Text, series.Provider, series.Currency, total, calendar, grouping, suggestedTopUp);

    private void Write(
        string? account,
        string provider,
        string currency,
        SpendTotal total,
        ZoneCalendar calendar,
        SpendGrouping grouping,
        decimal? suggestedTopUp = null)
    {
        if (total.ObservedFrom is not { } observedFrom || total.ObservedTo is not { } observedTo)
        {
            return;
        }

        WriteObject(new CostSpend
        {
            Account = account,
            Provider = provider,
            Currency = currency,
            From = calendar.ToZone(total.From == DateTimeOffset.MinValue ? observedFrom : total.From),
            To = calendar.ToZone(total.To),
            Amount = total.Amount,
            Low = total.Low,
            High = total.High,
            Quality = total.Quality,
            TopUp = total.TopUp,
            Grant = total.Grant,
            SuggestedTopUp = suggestedTopUp,
            GroupBy = grouping,
            ObservedFrom = calendar.ToZone(observedFrom),
            ObservedTo = calendar.ToZone(observedTo),
        });
    }
}
