using System.Globalization;
using System.Management.Automation;
using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Completion;
using CostCompass.Errors;
using CostCompass.Sessions;
using CostCompass.Spending;

namespace CostCompass.Commands;

/// <summary>
/// Records what moved a balance other than spend: a top-up, a grant, the expiry of a grant, a refund. The windows that hold
/// such events are resolved by them, also long after. Windows with a suggested top-up can be piped in.
/// </summary>
[Cmdlet(VerbsCommon.Add, "CostBalanceEvent", SupportsShouldProcess = true, DefaultParameterSetName = WindowSet)]
[OutputType(typeof(CostBalanceEvent))]
public sealed class AddCostBalanceEventCommand : CostCompassCmdlet
{
    private const string EventSet = "Event";
    private const string WindowSet = "Window";

    private readonly List<CostBalanceEvent> _events = [];

    /// <summary>The account's name.</summary>
    [Parameter(ParameterSetName = EventSet, Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? Name { get; set; }

    /// <summary>What happened: TopUp, Grant, GrantExpiry or Refund.</summary>
    [Parameter(ParameterSetName = EventSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public BalanceEventKind Kind { get; set; }

    /// <summary>How much, above 0, in units of the currency.</summary>
    [Parameter(ParameterSetName = EventSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public decimal Amount { get; set; }

    /// <summary>The currency. Not needed when the account's history has one.</summary>
    [Parameter(ParameterSetName = EventSet, ValueFromPipelineByPropertyName = true)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>When it happened. It counts in the first window that ends at or after this instant.</summary>
    [Parameter(ParameterSetName = EventSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public DateTimeOffset At { get; set; }

    /// <summary>A window of Get-CostSpend. Its suggested top-up is recorded at its end; a window without one is passed over.</summary>
    [Parameter(ParameterSetName = WindowSet, Mandatory = true, ValueFromPipeline = true)]
    public CostSpend? Window { get; set; }

    private protected override void Process() => Attempt(Name ?? Window?.Account, () =>
    {
        if (ParameterSetName == EventSet)
        {
            _events.Add(Given());
        }
        else if (Window is { SuggestedTopUp: { } suggested, Account: { } account })
        {
            _events.Add(Make(account, BalanceEventKind.TopUp, suggested, Window.Currency, Window.To));
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing() => Attempt(Name, () =>
    {
        List<CostBalanceEvent> accepted = _events
            .Where(one => ShouldProcess(Describe(one), "Record the balance event"))
            .ToList();

        // Judged together: two top-ups in one window may only explain its rise between them.
        foreach (IGrouping<BalanceSeriesKey?, CostBalanceEvent> series in accepted.GroupBy(FindSeries))
        {
            if (series.Key is { } key && new HistoryReader(Store).FindContradiction(key, series.ToList()) is { } contradiction)
            {
                throw contradiction;
            }
        }

        if (accepted.Count > 0)
        {
            WriteObject(Store.AddEvents(accepted).Select(BalanceEventView.Of), enumerateCollection: true);
        }
    });

    private static string Describe(CostBalanceEvent one) => string.Create(
        CultureInfo.CurrentCulture, $"{one.Kind} of {one.Amount} {one.Currency} at {one.At:u} ({one.Account})");

    private CostBalanceEvent Given()
    {
        if (Amount is <= 0m or > Balances.Amount.Maximum)
        {
            throw new CostException(
                "InvalidEventAmount",
                CostErrorKind.InvalidInput,
                string.Create(CultureInfo.InvariantCulture, $"The amount of an event is above 0 and at most 1e9; {Amount} is not."),
                "Give the amount without a sign; the kind tells the direction.");
        }

        return Make(AccountName.Require(Name), Kind, Amount, CurrencyCode.Require(Currency ?? OnlyCurrency(Name!)), At);
    }

    private CostBalanceEvent Make(string account, BalanceEventKind kind, decimal amount, string currency, DateTimeOffset at) => new()
    {
        Account = account,
        Kind = kind,
        Amount = decimal.Round(amount, Balances.Amount.Decimals),
        Currency = currency,
        At = Instant.Truncate(at),
        RecordedAt = Instant.Truncate(Now),
    };

    private string OnlyCurrency(string account)
    {
        List<string> currencies = new HistoryReader(Store).FindSeries([account])
            .Where(series => series.HasLevel && series.Newest.Levels.Total != 0m)
            .Select(series => series.Key.Currency)
            .Distinct()
            .ToList();
        return currencies.Count == 1
            ? currencies[0]
            : throw new CostException(
                "CurrencyNeeded",
                CostErrorKind.InvalidInput,
                $"The history of the account '{account}' does not tell which currency is meant.",
                "Give -Currency.");
    }

    private BalanceSeriesKey? FindSeries(CostBalanceEvent one) =>
        new HistoryReader(Store).FindSeries([one.Account], currency: one.Currency).Select(series => series.Key).FirstOrDefault();
}
