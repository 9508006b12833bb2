using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Changes what subscriptions cost from a day on, or when they end. Charges before that day stay what they were. What is charged
/// in another rhythm or currency is another subscription.
/// </summary>
[Cmdlet(VerbsCommon.Set, "CostSubscription", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Set-CostSubscription.md")]
[OutputType(typeof(CostSubscription))]
public sealed class SetCostSubscriptionCommand : SubscriptionCmdlet
{
    /// <summary>The names of the subscriptions, with wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SubscriptionNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>What each charge costs from -Effective on, for good: amounts that were to come later are dropped.</summary>
    /// <remarks>It does not come from the pipeline: a subscription that is piped in to get an end would get a new amount as well.</remarks>
    [Parameter(Position = 1)]
    [PlainNumberTransformation]
    public decimal? Amount { get; set; }

    /// <summary>The first day on which the new amount is charged. The charges made until now stay by default: from tomorrow on.</summary>
    [Parameter]
    [DateTransformation]
    public DateOnly? Effective { get; set; }

    /// <summary>The last day on which there can be a charge, that day included. $null lets it go on.</summary>
    [Parameter]
    [DateTransformation]
    public DateOnly? End { get; set; }

    private bool HasEnd => MyInvocation.BoundParameters.ContainsKey(nameof(End));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Amount is null && (Effective is not null || !HasEnd))
        {
            var nothing = new CostException(
                "NothingToChange", CostErrorKind.InvalidInput, "Nothing was given that could be changed.", "Give -Amount, with or without -Effective, or -End.");
            ThrowTerminatingError(ErrorRecords.From(nothing, null));
        }
    }

    private protected override void Process()
    {
        foreach (string name in Name)
        {
            Attempt(name, () =>
            {
                foreach (Subscription found in Find(name).Where(one => ShouldProcess(Describe(one), "Change the subscription")))
                {
                    Attempt(found.Name, () => WriteObject(Show(Store.Subscriptions.Change(found.Name, Changed) ?? throw NotFound(found.Name))));
                }
            });
        }
    }

    private Subscription Changed(Subscription subscription)
    {
        Subscription ended = HasEnd ? subscription.WithEnd(End) : subscription;
        return Amount is { } amount ? ended.WithAmount(amount, Effective ?? Today.AddDays(1)) : ended;
    }

    private string Describe(Subscription subscription)
    {
        string amount = Amount is { } given
            ? string.Create(CultureInfo.CurrentCulture, $", {given} {subscription.Currency} from {(Effective ?? Today.AddDays(1)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} on")
            : "";
        string end = !HasEnd ? "" : End is { } day ? $", ends on {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : ", without an end";
        return subscription.Name + amount + end;
    }
}
