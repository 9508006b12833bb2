using CostCompass.Providers.Http;

namespace CostCompass.Providers.Definitions;

/// <summary>The format of amounts: their unit, and their currency or its location.</summary>
/// <param name="Unit">The value of one of the provider's units, in units of the currency.</param>
/// <param name="FixedCurrency">The currency of all amounts, or null if the response contains it.</param>
/// <param name="CurrencyPath">The path of the currency in the response.</param>
internal sealed record DefinedMoney(decimal Unit, string? FixedCurrency, AnswerPath? CurrencyPath)
{
    /// <summary>The currency of the amounts in an object.</summary>
    public string CurrencyOf(AnswerObject answer) => FixedCurrency ?? CurrencyPath!.In(answer).Currency();
}
