using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Adds a subscription with a fixed amount that is charged at regular intervals.</summary>
[Cmdlet(VerbsCommon.Add, "CostSubscription", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Add-CostSubscription.md")]
[OutputType(typeof(CostSubscription))]
public sealed class AddCostSubscriptionCommand : SubscriptionCmdlet
{
    /// <summary>The name of the subscription.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NewSubscriptionNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The amount of each charge, 0 or more, in units of the currency.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [PlainNumberTransformation]
    public decimal Amount { get; set; }

    /// <summary>The currency as a three-letter code, such as USD or CNY.</summary>
    [Parameter(Position = 2, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>Whether the subscription is charged monthly or yearly. The default is Monthly.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SubscriptionPeriod Period { get; set; } = SubscriptionPeriod.Monthly;

    /// <summary>The number of months between charges. The default is 1, or 12 with -Period Yearly.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, ChargeSchedule.MaximumMonths)]
    public int EveryMonths { get; set; }

    /// <summary>The day of the first charge, as yyyy-MM-dd. The default is today. A shorter month is charged on its last day.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [DateTransformation]
    public DateOnly? Start { get; set; }

    /// <summary>The last day on which a charge is possible. Without it, the subscription doesn't end.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [DateTransformation]
    public DateOnly? End { get; set; }

    private protected override void Process() => Attempt(Name, () =>
    {
        var subscription = Subscription.Of(Name, Amount, Currency, new ChargeSchedule(Start ?? Today, Months(), End));
        string what = string.Create(CultureInfo.CurrentCulture, $"{subscription.Name} ({subscription.Amounts[0].Amount} {subscription.Currency})");
        if (!ShouldProcess(what, "Add the subscription"))
        {
            return;
        }

        if (!Store.Subscriptions.Add(subscription))
        {
            throw SubscriptionErrors.SubscriptionExists(subscription.Name);
        }

        WriteObject(Show(subscription));
    });

    // A parameter that one record binds is reset for the next record.
    private int Months() => (Period, EveryMonths) switch
    {
        (SubscriptionPeriod.Yearly, 0) => 12,
        (SubscriptionPeriod.Yearly, var months) when months % 12 != 0 => throw SubscriptionErrors.PeriodContradiction(months),
        (_, 0) => 1,
        (_, var months) => months,
    };
}
