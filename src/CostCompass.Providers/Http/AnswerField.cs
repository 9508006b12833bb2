using System.Text.Json;

namespace CostCompass.Providers.Http;

/// <summary>
/// The value of a field that knows its path, so that every fault names it. Only what is documented is accepted: a number
/// where a text belongs is a fault and no guess.
/// </summary>
internal readonly struct AnswerField(JsonElement? value, string path, JsonFault fault)
{
    private static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    // The last second that a date can hold.
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Whether the field is there, be it null.</summary>
    public bool IsPresent => value is not null;

    /// <summary>Whether the field is there, and not as null.</summary>
    public bool HasValue => value is { ValueKind: not JsonValueKind.Null };

    /// <summary>Whether the value is a number.</summary>
    public bool IsNumber => value is { ValueKind: JsonValueKind.Number };

    /// <summary>Whether the value is an object.</summary>
    public bool IsObject => value is { ValueKind: JsonValueKind.Object };

    private JsonElement Value => value ?? throw At("is missing");

    /// <summary>The error for this field.</summary>
    public CostException At(string problem) => fault.At(path, problem);

    public bool Boolean() => Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw At("must be true or false"),
    };

    public string Text() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw At("must be text");

    /// <summary>The text of a field that is only for show, or null if the field is absent or something else.</summary>
    public string? OptionalText() => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A text for people, made fit to be shown; empty when the field is absent or null.</summary>
    public string ShownText() => HasValue ? QuotedText.Clean(Text(), fault.Key) : string.Empty;

    /// <summary>The JSON text of the value.</summary>
    public string RawText() => Value.GetRawText();

    /// <summary>The whole number of a field that must be there.</summary>
    public long Count() => OptionalCount() ?? throw (IsPresent ? At("must be a whole number of 0 or more") : At("is missing"));

    /// <summary>The whole number of a field that is only for show, or null if the field is absent or something else.</summary>
    public long? OptionalCount() =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) && count >= 0 ? count : null;

    /// <summary>An instant in the form of RFC 3339, in UTC.</summary>
    public DateTimeOffset Instant() =>
        DateTimeOffset.TryParseExact(
            Text(), InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw At("must be a date and time such as 2026-11-01T00:00:00Z");

    /// <summary>An instant in seconds since 1970, in UTC.</summary>
    public DateTimeOffset UnixTime() => Count() is var seconds && seconds <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : throw At("is not a valid Unix time");

    /// <summary>The code of a currency, in upper case.</summary>
    public string Currency() => Text() is var code && CurrencyCode.IsValid(code) ? CurrencyCode.Require(code) : throw At("is not a currency code");

    /// <summary>An amount of a balance that can't be less than nothing, with as many decimals as a balance keeps.</summary>
    public decimal AmountFromZero(AmountForm form, decimal unit = 1m) => SignedAmount(form, unit) is var amount && amount < 0m ? throw At("is negative") : amount;

    /// <summary>An amount of a balance that may be overdrawn, with as many decimals as a balance keeps.</summary>
    public decimal SignedAmount(AmountForm form, decimal unit = 1m) => AnswerAmount.OfBalance(ExactAmount(form, unit));

    /// <summary>An amount that was billed, with every digit that it has; negative for a credit.</summary>
    public decimal ExactAmount(AmountForm form, decimal unit = 1m) =>
        AnswerAmount.Read(Value, form, unit, out var amount) is { } problem ? throw At(problem) : amount;

    /// <summary>The object that the field holds.</summary>
    public AnswerObject Object() => AnswerObject.Of(Value, path, fault);

    /// <summary>The objects of the list that the field holds.</summary>
    public IReadOnlyList<AnswerObject> Objects() => [.. Items().Select(item => item.Object())];

    /// <summary>The items of the list that the field holds.</summary>
    public IReadOnlyList<AnswerField> Items()
    {
        var list = Value.ValueKind == JsonValueKind.Array ? Value : throw At("must be a list");
        var items = new List<AnswerField>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            items.Add(new AnswerField(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]"), fault));
        }

        return items;
    }

    /// <summary>The item of the list that the field holds; a field that is absent when there is no such item.</summary>
    public AnswerField Item(int index)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
        var list = Value.ValueKind == JsonValueKind.Array ? Value : throw At("must be a list");
        return new AnswerField(index < list.GetArrayLength() ? list[index] : null, at, fault);
    }
}
