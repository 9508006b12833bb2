using CostCompass.Providers.Http;

namespace CostCompass.Providers.Definitions;

/// <summary>How amounts are written: their unit, and their currency or where it stands.</summary>
/// <param name="Unit">What one of the provider's units is worth in units of the currency.</param>
/// <param name="FixedCurrency">The currency of all amounts, or null if the answer tells it.</param>
/// <param name="CurrencyPath">Where the answer tells it.</param>
internal sealed record DefinedMoney(decimal Unit, string? FixedCurrency, AnswerPath? CurrencyPath)
{
    /// <summary>The currency of what an object tells.</summary>
    public string CurrencyOf(AnswerObject answer) => FixedCurrency ?? CurrencyPath!.In(answer).Currency();
}
