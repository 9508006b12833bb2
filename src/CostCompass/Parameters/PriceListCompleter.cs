namespace CostCompass.Parameters;

/// <summary>Completes the currencies of DeepSeek's price lists, with the accounts that they apply to.</summary>
public sealed class PriceListCompleter : StoredNameCompleter
{
    /// <summary>The price lists: the currency of each, and the accounts that it applies to.</summary>
    internal static readonly IReadOnlyList<(string Currency, string PaidBy)> Lists =
    [
        ("USD", "US dollars: accounts that were topped up in dollars"),
        ("CNY", "Chinese yuan: accounts that were topped up in yuan"),
    ];

    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, CompletedParameter completed) => Lists;
}
