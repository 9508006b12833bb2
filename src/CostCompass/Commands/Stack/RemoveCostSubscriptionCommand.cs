using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Deletes subscriptions and their charge history. Past charges of the subscription no longer count. To end a subscription and keep
/// its past charges, use Set-CostSubscription -End instead.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "CostSubscription", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Remove-CostSubscription.md")]
[OutputType(typeof(void))]
public sealed class RemoveCostSubscriptionCommand : SubscriptionCmdlet
{
    /// <summary>The names of the subscriptions. Wildcards are allowed, and Tab completes names.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SubscriptionNameCompleter))]
    public string[] Name { get; set; } = [];

    private protected override void Process() => RemoveEach(
        Name, Find, one => one.Name, "Delete the subscription and its charge history", one => Store.Subscriptions.Remove(one.Name));
}
