using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Changes the amount or the end of subscriptions. A new amount applies from -Effective on. Charges before that date keep their
/// amount, and amounts that were set for later dates are dropped. The default is tomorrow, so past charges don't change.
/// </summary>
[Cmdlet(VerbsCommon.Set, "CostSubscription", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Set-CostSubscription.md")]
[OutputType(typeof(CostSubscription))]
public sealed class SetCostSubscriptionCommand : SubscriptionCmdlet
{
    /// <summary>The names of the subscriptions. Wildcards are allowed, and Tab completes names.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SubscriptionNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>
    /// The amount of each charge from -Effective on. It isn't accepted from the pipeline, because an object from the pipeline
    /// contains the current amount.
    /// </summary>
    /// <remarks>It isn't bound from the pipeline: a subscription that is piped in to set its end would also get a new amount.</remarks>
    [Parameter(Position = 1)]
    [PlainNumberTransformation]
    public decimal? Amount { get; set; }

    /// <summary>
    /// The first day on which the new amount is charged, in the format yyyy-MM-dd. The default is tomorrow, so past charges don't
    /// change.
    /// </summary>
    [Parameter]
    [DateTransformation]
    public DateOnly? Effective { get; set; }

    /// <summary>The last day on which a charge is possible, inclusive, in the format yyyy-MM-dd. $null removes the end.</summary>
    [Parameter]
    [DateTransformation]
    public DateOnly? End { get; set; }

    private bool HasEnd => MyInvocation.BoundParameters.ContainsKey(nameof(End));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Amount is null && (Effective is not null || !HasEnd))
        {
            var nothing = SubscriptionErrors.NothingToChange();
            ThrowTerminatingError(ErrorRecords.From(nothing, null));
        }
    }

    private protected override void Process() => ForEach(Name, name => ForEach(
        Find(name).Where(one => ShouldProcess(Describe(one), "Change the subscription")).Select(one => one.Name),
        found => WriteObject(Show(Store.Subscriptions.Change(found, Changed) ?? throw NotFound(found)))));

    private Subscription Changed(Subscription subscription)
    {
        Subscription ended = HasEnd ? subscription.WithEnd(End) : subscription;
        return Amount is { } amount ? ended.WithAmount(amount, Effective ?? Today.AddDays(1)) : ended;
    }

    private string Describe(Subscription subscription)
    {
        string amount = Amount is { } given
            ? string.Create(CultureInfo.CurrentCulture, $", {given} {subscription.Currency} from {(Effective ?? Today.AddDays(1)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}")
            : "";
        string end = !HasEnd ? "" : End is { } day ? $", ends on {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : ", no end date";
        return subscription.Name + amount + end;
    }
}
