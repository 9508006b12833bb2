using System.Text.Json;
using CostCompass.Providers.Http;

namespace CostCompass.SoakWorker.Answers;

/// <summary>
/// What an answer really says, read with System.Text.Json and nothing of the providers. What is not there, or stands twice, ends in
/// <see cref="NotStatedException"/>.
/// </summary>
/// <param name="root">The answer.</param>
internal sealed class StatedAnswer(JsonElement root)
{
    private static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public JsonElement Root => root;

    /// <summary>Whether a number had more digits than a decimal.</summary>
    public bool HasLongNumbers { get; private set; }

    /// <summary>The one value at a path.</summary>
    public static JsonElement At(JsonElement from, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            from = Find(from, name) ?? throw new NotStatedException($"there is no {name}");
        }

        return from;
    }

    /// <summary>The value of a name; null when it is not there.</summary>
    public static JsonElement? Find(JsonElement from, string name)
    {
        if (from.ValueKind != JsonValueKind.Object)
        {
            throw new NotStatedException($"what should have {name} is no object");
        }

        JsonProperty[] found = [.. from.EnumerateObject().Where(property => IsNamed(property, name))];
        return found.Length switch
        {
            0 => null,
            1 => found[0].Value,
            _ => throw new NotStatedException($"{name} stands twice"),
        };
    }

    public static bool Flag(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw new NotStatedException("something else stands where true or false belongs");

    public static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new NotStatedException("something else stands where a text belongs");

    /// <summary>A text that may be left out.</summary>
    public static string TextOrNothing(JsonElement? value) =>
        value is null or { ValueKind: JsonValueKind.Null } ? "" : Text(value.Value);

    public static IEnumerable<JsonElement> List(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw new NotStatedException("something else stands where a list belongs");

    public static string Currency(JsonElement value) =>
        Text(value) is { Length: 3 } code && code.All(letter => letter is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')) ? code.ToUpperInvariant() : throw new NotStatedException("no currency is stated");

    public static DateTimeOffset Instant(JsonElement value) =>
        DateTimeOffset.TryParseExact(
            Text(value), InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant)
            ? instant : throw new NotStatedException("no instant is stated");

    public static DateTimeOffset UnixSeconds(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long seconds) && seconds is >= 0 and <= 253_402_300_799
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : throw new NotStatedException("no time is stated");

    /// <summary>An amount of a balance: nine decimals.</summary>
    public decimal Balance(JsonElement value, AmountForm form, decimal unit = 1m) => Number(value, form, unit).Rounded(9);

    /// <summary>An amount of a balance that is never below zero.</summary>
    public decimal Pool(JsonElement value, AmountForm form, decimal unit = 1m) =>
        Balance(value, form, unit) is >= 0m and var amount ? amount : throw new NotStatedException("an amount is negative");

    /// <summary>An amount of a bill, with all its decimals.</summary>
    public decimal Billed(JsonElement value, AmountForm form, decimal unit = 1m) => Number(value, form, unit).Rounded(28);

    /// <summary>A total that must be the sum of its pools, but for a cent.</summary>
    public static void RequireSum(decimal total, decimal granted, decimal paid)
    {
        if (Math.Abs(total - granted - paid) > 0.01m)
        {
            throw new NotStatedException("the pools do not make the total");
        }
    }

    private static bool IsNamed(JsonProperty property, string name)
    {
        try
        {
            return string.Equals(property.Name, name, StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            // A name that is no Unicode is the name of nothing that is documented.
            return false;
        }
    }

    private StatedNumber Number(JsonElement value, AmountForm form, decimal unit)
    {
        StatedNumber number = StatedNumber.Read(value, form, unit);
        HasLongNumbers |= number.IsLong;
        return number;
    }
}
