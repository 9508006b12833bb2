using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Removes subscriptions with their past, as if they had never been. One that is only over gets an end instead.</summary>
[Cmdlet(VerbsCommon.Remove, "CostSubscription", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Remove-CostSubscription.md")]
[OutputType(typeof(void))]
public sealed class RemoveCostSubscriptionCommand : SubscriptionCmdlet
{
    /// <summary>The names of the subscriptions, with wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SubscriptionNameCompleter))]
    public string[] Name { get; set; } = [];

    private protected override void Process()
    {
        foreach (string name in Name)
        {
            Attempt(name, () =>
            {
                foreach (Subscription found in Find(name).Where(one => ShouldProcess(one.Name, "Remove the subscription and its past")))
                {
                    Store.Subscriptions.Remove(found.Name);
                }
            });
        }
    }
}
