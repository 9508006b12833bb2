using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Says what calls cost, each at the price of its model, its instant and its band: calls of answers that come through the pipeline,
/// of saved answers, or of the session logs of Claude Code. With -GroupBy by model, day, month or band; and what they would have cost
/// with other cache hits, in another band or with another model.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "DeepSeekCost", DefaultParameterSetName = ObjectSet, HelpUri = HelpPage.Folder + "Measure-DeepSeekCost.md")]
[OutputType(typeof(DeepSeekCost))]
public sealed class MeasureDeepSeekCostCommand : MeteringCmdlet
{
    // Calls of Get-DeepSeekUsage, as far as they are summed up at the end.
    private readonly List<MeteredCall> _kept = [];
    private CallPricing? _pricing;

    /// <summary>How the calls are put together: None (each for itself), Model, Day, Month or Band.</summary>
    [Parameter]
    public UsageGrouping GroupBy { get; set; } = UsageGrouping.None;

    /// <summary>The currency of the price list, USD or CNY: that of the balance which pays. Neither list is a conversion of the other.</summary>
    [Parameter]
    [ValidateSet("USD", "CNY")]
    public string Currency { get; set; } = "USD";

    /// <summary>Only calls that were complete at or after this instant.</summary>
    [Parameter]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only calls that were complete before this instant.</summary>
    [Parameter]
    [Alias("Until")]
    [InstantTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>What if this part of every prompt had been in the cache, from 0 to 1. It also takes calls that do not tell their cache hits.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public decimal? CacheHitRate { get; set; }

    /// <summary>What if every call had fallen in this band, for example OffPeak.</summary>
    [Parameter]
    public PriceBand? AsBand { get; set; }

    /// <summary>What if every call had been made to this model, at its price of that time. It also prices the calls of other vendors' models.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? AsModel { get; set; }

    /// <summary>The time zone of days, months and instants, by its IANA or Windows name. The local one by default; DeepSeek bills in UTC.</summary>
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

    // What Get-DeepSeekUsage gives is a call that was metered before; groups of several are none.
    private protected override void Process()
    {
        object? input = InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject;
        if (input is not DeepSeekCost { At: { } at, Model: { } model } kept)
        {
            base.Process();
            return;
        }

        var call = new MeteredCall
        {
            Id = kept.Id,
            At = at,
            Model = model,
            CacheHitTokens = kept.CacheHitTokens,
            CacheMissTokens = kept.CacheMissTokens,
            OutputTokens = kept.OutputTokens,
            ReasoningTokens = kept.ReasoningTokens,
            Searches = kept.Searches,
        };
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
            Write(Meter.TakeSettled());
        }
    }

    private protected override void Finish()
    {
        var messages = new UsageMessages(this);
        if (GroupBy == UsageGrouping.None)
        {
            Write(Meter.TakeSettled());
            Write(Meter.TakeRest());
            messages.WarnOfRetired(Pricing.PricedModels, Session.Prices, Now);
            messages.Write(Pricing.Unpriced);
            messages.WarnOfIncomplete(Pricing.Incomplete, Question.Currency);
            return;
        }

        var summation = new CostSummation(Session.Prices, Question, GroupBy, new ZoneCalendar(TimeZone));
        summation.AddAll(Meter);
        _kept.ForEach(summation.Add);
        WriteObject(summation.Totals(), enumerateCollection: true);
        messages.WarnOfRetired(summation.PricedModels, Session.Prices, Now);
        messages.Write(summation.Unpriced);
        messages.WarnOfIncomplete(summation.Incomplete, Question.Currency);
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
