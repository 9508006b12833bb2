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

    private protected override void Process()
    {
        foreach (long id in Id)
        {
            string number = id.ToString(CultureInfo.InvariantCulture);
            Attempt(number, () => Remove(id, number));
        }
    }

    private void Remove(long id, string number)
    {
        CostBalanceEvent balanceEvent = Store.ReadEvents().FirstOrDefault(one => one.Id == id && one.RemovedAt is null) ?? throw new CostException(
            "BalanceEventNotFound",
            CostErrorKind.NotFound,
            $"The balance event {number} doesn't exist.",
            "To list the balance events, run Get-CostBalanceEvent.");
        string what = string.Create(
            CultureInfo.CurrentCulture, $"{balanceEvent.Kind} of {balanceEvent.Amount} {balanceEvent.Currency} ({balanceEvent.Account})");
        if (ShouldProcess(what, "Remove the balance event"))
        {
            Store.RemoveEvent(id, Instant.Truncate(Now));
        }
    }
}
