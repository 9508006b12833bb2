namespace CostCompass.Parameters;

/// <summary>Completes the numbers of balance events, the newest first.</summary>
public sealed class BalanceEventIdCompleter : StoredNameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, CompletedParameter completed) =>
        session.Store.ReadEvents()
            .Where(one => one.RemovedAt is null)
            .OrderByDescending(one => one.Id)
            .Select(one => (one.Id.ToString(CultureInfo.InvariantCulture), Tip(one)));

    private static string Tip(CostBalanceEvent one) =>
        string.Create(CultureInfo.InvariantCulture, $"{one.Kind} of {one.Amount:0.00#######} {one.Currency}, {one.Account}, {one.At:yyyy-MM-dd}");
}
