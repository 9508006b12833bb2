namespace CostCompass.Parameters;

/// <summary>Completes the names of subscriptions.</summary>
public sealed class SubscriptionNameCompleter : StoredNameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, CompletedParameter completed) => All(session);

    /// <summary>All subscriptions.</summary>
    /// <param name="session">The session.</param>
    internal static IEnumerable<(string Name, string Tip)> All(CostSession session)
    {
        var costs = new SubscriptionCosts(new ZoneCalendar(TimeZoneInfo.Local));
        DateTimeOffset now = session.Clock.GetUtcNow();
        return session.Store.Subscriptions.Read().Select(subscription => (subscription.Name, Tip(costs.Show(subscription, now))));
    }

    private static string Tip(CostSubscription shown)
    {
        string rhythm = shown.EveryMonths switch { 1 => "monthly", 12 => "yearly", _ => $"every {shown.EveryMonths} months" };
        string next = shown.NextCharge?.ToString("'next on' yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "ended";
        return string.Create(CultureInfo.InvariantCulture, $"{shown.Amount:0.00#######} {shown.Currency} {rhythm}, {next}");
    }
}
