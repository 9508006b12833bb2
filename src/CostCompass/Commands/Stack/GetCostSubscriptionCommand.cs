using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Lists the subscriptions with what each costs and when it is charged next.</summary>
[Cmdlet(VerbsCommon.Get, "CostSubscription", HelpUri = HelpPage.Folder + "Get-CostSubscription.md")]
[OutputType(typeof(CostSubscription))]
public sealed class GetCostSubscriptionCommand : SubscriptionCmdlet
{
    /// <summary>The names of the subscriptions, with wildcards. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SubscriptionNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The next charge and its amount as seen from this instant. Now by default.</summary>
    [Parameter]
    [Alias("At")]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>The time zone in which days begin, by its IANA or Windows name. The local one by default.</summary>
    [Parameter]
    [TimeZoneTransformation]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    private protected override void Process()
    {
        var costs = new SubscriptionCosts(new ZoneCalendar(TimeZone));
        DateTimeOffset at = AsOf ?? Now;
        foreach (string name in Name)
        {
            Attempt(name, () => WriteObject(Find(name).OrderBy(one => one.Currency, StringComparer.Ordinal).Select(one => costs.Show(one, at)).ToList(), enumerateCollection: true));
        }
    }
}
