using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Measures the cost of calls from API responses, saved responses and agent logs. Without input, it measures the logs of all agents that are found
/// on this computer. It prices each call by its model, the time at which it was complete, and the price band of that time. Nothing is rounded.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "DeepSeekCost", DefaultParameterSetName = AgentSet, HelpUri = HelpPage.Folder + "Measure-DeepSeekCost.md")]
[OutputType(typeof(DeepSeekCost))]
public sealed class MeasureDeepSeekCostCommand : MeteringCmdlet, IDynamicParameters
{
    private readonly SpanParameters _spans = new();

    // Calls from Get-DeepSeekUsage that are summed at the end.
    private readonly List<MeteredCall> _kept = [];
    private CallPricing? _pricing;

    /// <summary>How calls are grouped: None (default), Model, Day, Month, Band, Agent, Project or Session.</summary>
    [Parameter]
    public UsageGrouping GroupBy { get; set; } = UsageGrouping.None;

    /// <summary>
    /// The currency of the price list: USD (default) or CNY. Use the currency of the balance that pays. Neither list is a conversion
    /// of the other.
    /// </summary>
    [Parameter]
    [ValidateSet("USD", "CNY")]
    public string Currency { get; set; } = "USD";

    /// <summary>Includes only calls that were complete at or after this time.</summary>
    [Parameter]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Includes only calls that were complete before this time.</summary>
    [Parameter]
    [Alias("Until")]
    [InstantTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>
    /// Prices all calls as if this share of every prompt had been a cache hit, from 0 to 1. Calls without a number of cache hits are
    /// included.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public decimal? CacheHitRate { get; set; }

    /// <summary>
    /// Prices all calls as if they had been made in this price band, for example OffPeak. If the day has only one price, that price
    /// is used.
    /// </summary>
    [Parameter]
    public PriceBand? AsBand { get; set; }

    /// <summary>
    /// Prices all calls as if they had been made to this model, at its price at that time. This includes calls to models of other
    /// vendors. Tab completes names.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? AsModel { get; set; }

    /// <summary>
    /// The time zone of days, months and times, as an IANA or Windows name. The default is the local time zone. DeepSeek bills in
    /// UTC. Tab completes names.
    /// </summary>
    [Parameter]
    [TimeZoneTransformation]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    private protected override bool AcceptsUnknownSplit => CacheHitRate is not null;

    private CostQuestion Question => new()
    {
        Currency = Currency.ToUpperInvariant(),
        After = After ?? DateTimeOffset.MinValue,
        Before = Before ?? DateTimeOffset.MaxValue,
        CacheHitRate = CacheHitRate,
        AsBand = AsBand,
        AsModel = AsModel,
    };

    private CallPricing Pricing => _pricing ??= new CallPricing(Session.Prices, Question, new ZoneCalendar(TimeZone));

    /// <summary>The usual spans.</summary>
    public object GetDynamicParameters() => _spans;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        (After, Before) = ChooseSpan(_spans, After, Before, new ZoneCalendar(TimeZone), Now);
    }

    // An object of Get-DeepSeekUsage is a call that was metered before. A group isn't a call.
    private protected override void Process()
    {
        object? input = InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject;
        if (input is not DeepSeekCost kept || MeteredCall.Of(kept) is not { } call)
        {
            base.Process();
            return;
        }

        if (GroupBy != UsageGrouping.None)
        {
            _kept.Add(call);
        }
        else if (Pricing.Price(call, kept.Account) is { } cost)
        {
            WriteObject(cost);
        }
    }

    private protected override void OnRead()
    {
        if (GroupBy == UsageGrouping.None)
        {
            Write(Reader.Calls.TakeSettled());
        }
    }

    private protected override void Finish()
    {
        Write();
        if (Sources.Count > 0)
        {
            LogLoss.Warn(Sources, AgentLogs.Kept(Store), Now, WriteWarning);
        }
    }

    private void Write()
    {
        UsageMessages messages = Messages;
        if (GroupBy == UsageGrouping.None)
        {
            Write(Reader.Calls.TakeSettled());
            Write(Reader.Calls.TakeRest());
            messages.WarnOfRetired(Pricing.PricedModels, Session.Prices, Now);
            messages.Write(Pricing.Unpriced);
            messages.WarnOfIncomplete(Pricing.Incomplete, Question.Currency);
            return;
        }

        var summation = new CostSummation(Session.Prices, Question, GroupBy, new ZoneCalendar(TimeZone));
        foreach (MeteredCall call in Reader.Calls.TakeRest(inOrder: false).Concat(_kept))
        {
            summation.Add(call);
        }

        foreach (DeepSeekCost total in summation.Totals())
        {
            WriteObject(GroupBy is UsageGrouping.Agent or UsageGrouping.Project or UsageGrouping.Session ? WithOrigin(total) : total);
        }

        messages.WarnOfRetired(summation.PricedModels, Session.Prices, Now);
        messages.Write(summation.Unpriced);
        messages.WarnOfIncomplete(summation.Incomplete, Question.Currency);
    }

    // This total has another view, which shows who made the calls and not the model.
    private static PSObject WithOrigin(DeepSeekCost total)
    {
        var shown = new PSObject(total);
        shown.TypeNames.Insert(0, typeof(DeepSeekCost).FullName + "#Origin");
        return shown;
    }

    private void Write(IEnumerable<MeteredCall> calls)
    {
        foreach (MeteredCall call in calls)
        {
            StopToken.ThrowIfCancellationRequested();
            if (Pricing.Price(call) is { } cost)
            {
                WriteObject(cost);
            }
        }
    }
}
