using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Gets stored calls with their cost. Each call is priced with the current price catalog. Calls without a price cause one error per
/// model and reason.
/// </summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekUsage", HelpUri = HelpPage.Folder + "Get-DeepSeekUsage.md")]
[OutputType(typeof(DeepSeekCost))]
public sealed class GetDeepSeekUsageCommand : CostCompassCmdlet, IDynamicParameters
{
    private readonly SpanParameters _spans = new();

    private UsageMessages? _messages;

    /// <summary>The names of the accounts. Wildcards are allowed, and Tab completes names. The default is all accounts.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Returns only calls of these models, by the name that was called. Wildcards are allowed, and Tab completes names.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[] Model { get; set; } = ["*"];

    /// <summary>Returns only calls that were complete at or after this time.</summary>
    [Parameter]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Returns only calls that were complete before this time.</summary>
    [Parameter]
    [Alias("Until")]
    [InstantTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>
    /// The currency of the price list: USD (default) or CNY. Use the currency of the balance that pays. Neither list is a conversion
    /// of the other.
    /// </summary>
    [Parameter]
    [ValidateSet("USD", "CNY")]
    public string Currency { get; set; } = "USD";

    /// <summary>The usual spans.</summary>
    public object GetDynamicParameters() => _spans;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        (After, Before) = ChooseSpan(_spans, After, Before, new ZoneCalendar(TimeZoneInfo.Local), Now);
    }

    private protected override void Process()
    {
        var models = Model.Select(model => Wildcard.Of(DeepSeekPriceCatalog.PlainName(model))).ToList();
        var question = new CostQuestion
        {
            Currency = Currency.ToUpperInvariant(),
            After = After ?? DateTimeOffset.MinValue,
            Before = Before ?? DateTimeOffset.MaxValue,
        };
        var pricing = new CallPricing(Session.Prices, question, new ZoneCalendar(TimeZoneInfo.Local));
        foreach (AccountName account in FindAccounts())
        {
            foreach (StoredCall stored in Store.Usage.Read(account, question.After, question.Before))
            {
                StopToken.ThrowIfCancellationRequested();
                if (models.Exists(model => model.IsMatch(DeepSeekPriceCatalog.PlainName(stored.Call.Model))) && pricing.Price(stored.Call, stored.Account.Text) is { } cost)
                {
                    WriteObject(cost);
                }
            }
        }

        _messages ??= Messages;
        _messages.WarnOfRetired(pricing.PricedModels, Session.Prices, Now);
        _messages.Write(pricing.Unpriced);
        _messages.WarnOfIncomplete(pricing.Incomplete, question.Currency);
    }

    private List<AccountName> FindAccounts()
    {
        IReadOnlyList<AccountName> accounts = Store.Usage.ReadAccounts();
        var found = new List<AccountName>();
        ForEach(Name, name => found.AddRange(Wildcard.Of(name).Find(accounts, account => account.Text, () => NoUsage(name))));
        return [.. found.Distinct()];
    }

    private static CostException NoUsage(string name) => UsageErrors.NoUsage(AccountName.Shown(name));
}
