using System.Collections;
using CostCompass.Sessions;

namespace CostCompass.Completion;

/// <summary>Completes the currencies of DeepSeek's price lists.</summary>
public sealed class PriceCurrencyCompleter : StoredNameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, string parameter, IDictionary bound) =>
    [
        ("USD", "the price list in US dollars, for balances in USD"),
        ("CNY", "the price list in yuan, for balances in CNY; no conversion of the other"),
    ];
}
