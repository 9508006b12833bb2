namespace CostCompass.Parameters;

/// <summary>Completes the names of accounts and then of subscriptions.</summary>
public sealed class CostNameCompleter : StoredNameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, CompletedParameter completed) =>
        AccountNameCompleter.All(session).Concat(SubscriptionNameCompleter.All(session));

    private protected override string PatternOf(string typed) => typed;
}
