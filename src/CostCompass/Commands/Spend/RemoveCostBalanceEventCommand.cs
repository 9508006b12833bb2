using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Removes recorded balance events. After the removal, the windows that the events resolved return to their previous quality, for
/// example LowerBound. Snapshots aren't changed, and you can record an event again.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "CostBalanceEvent", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Remove-CostBalanceEvent.md")]
[OutputType(typeof(void))]
public sealed class RemoveCostBalanceEventCommand : CostCompassCmdlet
{
    /// <summary>The Ids of the events, from Get-CostBalanceEvent.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BalanceEventIdCompleter))]
    public long[] Id { get; set; } = [];

    private protected override void Process() => RemoveEach(
        Id.Select(id => id.ToString(CultureInfo.InvariantCulture)),
        Find,
        one => string.Create(CultureInfo.CurrentCulture, $"{one.Kind} of {one.Amount} {one.Currency} ({one.Account})"),
        "Remove the balance event",
        one => Store.RemoveEvent(one.Id, Instant.Truncate(Now)));

    private CostBalanceEvent[] Find(string number) =>
    [
        Store.ReadEvents().FirstOrDefault(one => one.Id.ToString(CultureInfo.InvariantCulture) == number && one.RemovedAt is null)
            ?? throw BalanceErrors.BalanceEventNotFound(number),
    ];
}
