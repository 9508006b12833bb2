using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Records a top-up, grant, grant expiry or refund of an account, which resolves the window that contains it.</summary>
[Cmdlet(VerbsCommon.Add, "CostBalanceEvent", SupportsShouldProcess = true, DefaultParameterSetName = WindowSet, HelpUri = HelpPage.Folder + "Add-CostBalanceEvent.md")]
[OutputType(typeof(CostBalanceEvent))]
public sealed class AddCostBalanceEventCommand : CostCompassCmdlet
{
    private const string EventSet = "Event";
    private const string WindowSet = "Window";

    private static readonly DateTimeOffset Earliest = new(2, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(9998, 12, 31, 0, 0, 0, TimeSpan.Zero);

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

    private protected override void Process() => Attempt(Name ?? Window?.Account, () =>
    {
        if (ParameterSetName == EventSet)
        {
            _events.Add(Given());
        }
        else if (Window is { GroupBy: not SpendGrouping.Window })
        {
            throw BalanceErrors.EventNeedsWindow(Window.GroupBy);
        }
        else if (Window is { SuggestedTopUp: { } suggested, Account: { } account })
        {
            _events.Add(Make(account, BalanceEventKind.TopUp, suggested, Window.Currency, Window.To, Window.From));
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Checked together by account and currency: two top-ups in one window may explain its increase only in combination.
        foreach (IGrouping<(AccountName Account, string Currency), CostBalanceEvent> one in _events.GroupBy(
            one => (new AccountName(one.Account), one.Currency)))
        {
            Attempt(one.Key.Account.Text, () => Record(one.Key.Account.Text, one.Key.Currency, [.. one]));
        }
    }

    private void Record(string account, string currency, List<CostBalanceEvent> events)
    {
        List<CostBalanceEvent> pending = [.. WithoutKnown(events).Where(one => ShouldProcess(Describe(one), "Record the balance event"))];
        if (pending.Count == 0)
        {
            return;
        }

        var reader = new HistoryReader(Store);
        List<BalanceSeriesKey> series = [.. reader.FindSeries([NamePattern.Exactly(account)], currency: currency)
            .Where(one => one.HasLevel).Select(one => one.Key)];
        foreach (BalanceSeriesKey key in series)
        {
            if (reader.FindContradiction(key, pending) is { } contradiction)
            {
                throw contradiction;
            }
        }

        if (series.Count == 0)
        {
            WriteWarning($"The account '{AccountName.Shown(account)}' has no history in {currency} yet. The event has no effect until it does.");
        }

        foreach (DoubtfulEvent doubtful in series.SelectMany(key => reader.FindDoubtful(key, pending)))
        {
            WriteWarning(Doubt(doubtful));
        }

        WriteObject(Store.AddEvents(pending).Select(added => added.ToLocal()), enumerateCollection: true);
    }

    // An event that is recorded twice counts twice, and the second one is most likely the same payment.
    private List<CostBalanceEvent> WithoutKnown(List<CostBalanceEvent> events)
    {
        if (Force)
        {
            return events;
        }

        List<CostBalanceEvent> known = [.. Store.ReadEvents().Where(one => one.RemovedAt is null)];
        var fresh = new List<CostBalanceEvent>();
        foreach (CostBalanceEvent one in events)
        {
            if (known.Find(one.IsSameAs) is { } same)
            {
                WriteWarning($"The {Describe(one)} is already recorded with the Id {same.Id}. To record it again, use -Force.");
                WriteObject(same.ToLocal());
            }
            else if (fresh.Exists(one.IsSameAs))
            {
                WriteWarning($"The {Describe(one)} occurs twice in the input. To record it twice, use -Force.");
            }
            else
            {
                fresh.Add(one);
            }
        }

        return fresh;
    }

    private static string Doubt(DoubtfulEvent doubtful) => string.Create(
        CultureInfo.InvariantCulture,
        $"The {Describe(doubtful.Event)} doesn't match a rise of the balance: {Place(doubtful)}. Between {doubtful.RiseFrom:u} and {doubtful.RiseTo:u}, the balance rose by {doubtful.Unexplained:0.#########} without a recorded event. If the event belongs there, remove it with Remove-CostBalanceEvent and record it again with a time in that range.");

    private static string Place(DoubtfulEvent doubtful) => doubtful.From is { } from
        ? string.Create(CultureInfo.InvariantCulture, $"it counts as spend between {from:u} and {doubtful.To:u}")
        : "it counts in no window yet";

    private static string Describe(CostBalanceEvent one) => string.Create(
        CultureInfo.InvariantCulture, $"{one.Kind} of {one.Amount} {one.Currency} at {one.At:u} ({one.Account})");

    private CostBalanceEvent Given()
    {
        if (Amount > Balances.Amount.Maximum || Balances.Amount.Round(Amount) <= 0m)
        {
            throw BalanceErrors.InvalidEventAmount(Amount);
        }

        if ((Since ?? At) < Earliest || At > Latest || Since > At)
        {
            throw BalanceErrors.InvalidEventInstant();
        }

        return Make(AccountName.Require(Name).Text, Kind, Amount, CurrencyCode.Require(Currency ?? OnlyCurrency(Name!)), At, Since);
    }

    private CostBalanceEvent Make(
        string account, BalanceEventKind kind, decimal amount, string currency, DateTimeOffset at, DateTimeOffset? since) => new()
    {
        Account = account,
        Kind = kind,
        Amount = Balances.Amount.Round(amount),
        Currency = currency,
        At = Instant.Truncate(at),
        Since = since is { } start ? Instant.Truncate(start) : null,
        RecordedAt = Instant.Truncate(Now),
    };

    private string OnlyCurrency(string account)
    {
        List<string> currencies = new HistoryReader(Store).FindSeries([NamePattern.Exactly(account)])
            .Where(series => series.HasLevel && series.Newest.Levels.Total != 0m)
            .Select(series => series.Key.Currency)
            .Distinct()
            .ToList();
        return currencies.Count == 1
            ? currencies[0]
            : throw BalanceErrors.CurrencyNeeded(account);
    }
}
