using System.Text.Json;

namespace CostCompass.Providers.Http;

/// <summary>
/// The value of a field with its path, so that every error names the field. Only documented values are accepted: a number instead of
/// text is an error and not a guess.
/// </summary>
internal readonly struct AnswerField(JsonElement? value, string path, JsonFault fault)
{
    private static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    // The last second that a date can represent.
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Whether the field exists, even if it is null.</summary>
    public bool IsPresent => value is not null;

    /// <summary>Whether the field exists and isn't null.</summary>
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

    /// <summary>The text of a field for display only, or null if the field is missing or has another type.</summary>
    public string? OptionalText() => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Text for display, cleaned. Empty if the field is missing or null.</summary>
    public string ShownText() => HasValue ? QuotedText.Clean(Text(), fault.Key) : string.Empty;

    /// <summary>The JSON text of the value.</summary>
    public string RawText() => Value.GetRawText();

    /// <summary>The whole number of a required field.</summary>
    public long Count() => OptionalCount() ?? throw (IsPresent ? At("must be a whole number of 0 or more") : At("is missing"));

    /// <summary>The whole number of a field for display only, or null if the field is missing or has another type.</summary>
    public long? OptionalCount() =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) && count >= 0 ? count : null;

    /// <summary>A time in RFC 3339 format, in UTC.</summary>
    public DateTimeOffset Instant() =>
        DateTimeOffset.TryParseExact(
            Text(), InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw At("must be a date and time such as 2026-11-01T00:00:00Z");

    /// <summary>A time in seconds since 1970, in UTC.</summary>
    public DateTimeOffset UnixTime() => Count() is var seconds && seconds <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : throw At("is not a valid Unix time");

    /// <summary>The code of a currency, in upper case.</summary>
    public string Currency() => Text() is var code && CurrencyCode.IsValid(code) ? CurrencyCode.Require(code) : throw At("is not a currency code");

    /// <summary>A balance amount that can't be negative, with the number of decimals of a balance.</summary>
    public decimal AmountFromZero(AmountForm form, decimal unit = 1m) => SignedAmount(form, unit) is var amount && amount < 0m ? throw At("is negative") : amount;

    /// <summary>A balance amount that can be overdrawn, with the number of decimals of a balance.</summary>
    public decimal SignedAmount(AmountForm form, decimal unit = 1m) => AnswerAmount.OfBalance(ExactAmount(form, unit));

    /// <summary>A billed amount with all of its digits. Negative for a credit.</summary>
    public decimal ExactAmount(AmountForm form, decimal unit = 1m) =>
        AnswerAmount.Read(Value, form, unit, out var amount) is { } problem ? throw At(problem) : amount;

    /// <summary>The object in the field.</summary>
    public AnswerObject Object() => AnswerObject.Of(Value, path, fault);

    /// <summary>The objects in the list of the field.</summary>
    public IReadOnlyList<AnswerObject> Objects() => [.. Items().Select(item => item.Object())];

    /// <summary>The items in the list of the field.</summary>
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

    /// <summary>An item in the list of the field, or a missing field if there is no such item.</summary>
    public AnswerField Item(int index)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
        var list = Value.ValueKind == JsonValueKind.Array ? Value : throw At("must be a list");
        return new AnswerField(index < list.GetArrayLength() ? list[index] : null, at, fault);
    }
}
