using System.Buffers;
using System.Text.Json;

namespace CostCompass.Providers.Http;

/// <summary>Reads an amount from its digits, without conversion to a binary floating-point number.</summary>
internal static class AnswerAmount
{
    private const string Beyond = "is not a valid amount";

    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create("-.0123456789");
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("-+.0123456789eE");

    /// <summary>Reads an amount with all of its digits.</summary>
    /// <param name="value">The value of the field.</param>
    /// <param name="form">The format of the provider's amounts.</param>
    /// <param name="unit">The value of one of the provider's units, in units of the currency: 0.01 for cents. Positive.</param>
    /// <param name="amount">The amount in units of the currency, within plus and minus <see cref="Amount.Maximum"/>.</param>
    /// <returns>The problem, as the predicate of a sentence about the field, or null.</returns>
    public static string? Read(JsonElement value, AmountForm form, decimal unit, out decimal amount)
    {
        amount = 0m;
        if (!IsOf(value.ValueKind, form))
        {
            return form switch
            {
                AmountForm.Text => "must be text",
                AmountForm.Number => "must be a number",
                _ => "must be a number or text",
            };
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (text.AsSpan().ContainsAnyExcept(form == AmountForm.Text ? PlainCharacters : NumberCharacters)
            || !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var units)
            || Math.Abs(units) > Amount.Maximum / unit)
        {
            return Beyond;
        }

        // A negative zero would be shown with its sign.
        amount = units == 0m ? 0m : units * unit;
        return null;
    }

    /// <summary>An amount with the number of decimals of a balance. More decimals are rounded half to even.</summary>
    public static decimal OfBalance(decimal amount) => Amount.Round(amount) is var rounded && rounded == 0m ? 0m : rounded;

    private static bool IsOf(JsonValueKind kind, AmountForm form) => kind switch
    {
        JsonValueKind.String => form.HasFlag(AmountForm.Text),
        JsonValueKind.Number => form.HasFlag(AmountForm.Number),
        _ => false,
    };
}
