using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Records a top-up, grant, grant expiry or refund of an account, which resolves the window that contains it.</summary>
[Cmdlet(VerbsCommon.Add, "CostBalanceEvent", SupportsShouldProcess = true, DefaultParameterSetName = WindowSet, HelpUri = HelpPage.Folder + "Add-CostBalanceEvent.md")]
[OutputType(typeof(CostBalanceEvent))]
public sealed class AddCostBalanceEventCommand : CostCompassCmdlet
{
    private const string EventSet = "Event";
    private const string WindowSet = "Window";

    private readonly List<CostBalanceEvent> _events = [];

    /// <summary>The name of the account.</summary>
    [Parameter(ParameterSetName = EventSet, Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The kind of event: TopUp, Grant, GrantExpiry or Refund.</summary>
    [Parameter(ParameterSetName = EventSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public BalanceEventKind Kind { get; set; }

    /// <summary>The amount in units of the currency, greater than 0.</summary>
    [Parameter(ParameterSetName = EventSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [PlainNumberTransformation]
    public decimal Amount { get; set; }

    /// <summary>The currency. Optional if the history of the account has a balance in only one currency.</summary>
    [Parameter(ParameterSetName = EventSet, ValueFromPipelineByPropertyName = true)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>
    /// The time of the event. It counts in the first window that ends at or after this time, unless an unexplained increase in the balance
    /// within ten minutes matches it.
    /// </summary>
    [Parameter(ParameterSetName = EventSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [InstantTransformation]
    public DateTimeOffset At { get; set; }

    /// <summary>The start of the span in which the event happened, if only the span up to -At is known.</summary>
    [Parameter(ParameterSetName = EventSet, ValueFromPipelineByPropertyName = true)]
    [InstantTransformation(IsOptional = true)]
    public DateTimeOffset? Since { get; set; }

    /// <summary>A window from Get-CostSpend. Its suggested top-up is recorded for the span of the window; a window without a suggestion is skipped.</summary>
    [Parameter(ParameterSetName = WindowSet, Mandatory = true, ValueFromPipeline = true)]
    public CostSpend? Window { get; set; }

    /// <summary>Records the event even if the same event is already recorded.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private BalanceEventRecorder Recorder => new(Store, Now)
    {
        AcceptsRepeated = Force,
        MayRecord = what => ShouldProcess(what, "Record the balance event"),
        Warn = WriteWarning,
    };

    private protected override void Process() => Attempt(Name ?? Window?.Account, () =>
    {
        CostBalanceEvent? described = ParameterSetName == EventSet
            ? Recorder.Describe(Name, Kind, Amount, Currency, At, Since)
            : Recorder.Describe(Window!);
        if (described is not null)
        {
            _events.Add(described);
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Checked together by account and currency: two top-ups in one window may explain its increase only in combination.
        foreach (IGrouping<(AccountName Account, string Currency), CostBalanceEvent> one in _events.GroupBy(
            one => (new AccountName(one.Account), one.Currency)))
        {
            Attempt(one.Key.Account.Text, () =>
            {
                foreach (CostBalanceEvent recorded in Recorder.Record(one.Key.Account.Text, one.Key.Currency, [.. one]))
                {
                    WriteObject(recorded.ToLocal());
                }
            });
        }
    }
}
