using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Gets subscriptions with their amount and next charge.</summary>
[Cmdlet(VerbsCommon.Get, "CostSubscription", HelpUri = HelpPage.Folder + "Get-CostSubscription.md")]
[OutputType(typeof(CostSubscription))]
public sealed class GetCostSubscriptionCommand : SubscriptionCmdlet
{
    /// <summary>The names of the subscriptions. Wildcards are allowed. The default is all subscriptions.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SubscriptionNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Returns the next charge and its amount as of this time. The default is the current time.</summary>
    [Parameter]
    [Alias("At")]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>The time zone in which days begin, as an IANA or Windows name. The default is the local time zone.</summary>
    [Parameter]
    [TimeZoneTransformation]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    private protected override void Process()
    {
        var costs = new SubscriptionCosts(new ZoneCalendar(TimeZone));
        DateTimeOffset at = AsOf ?? Now;
        ForEach(Name, name => WriteObject(
            Find(name).OrderBy(one => one.Currency, StringComparer.Ordinal).Select(one => costs.Show(one, at)).ToList(), enumerateCollection: true));
    }
}
