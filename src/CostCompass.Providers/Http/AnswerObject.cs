using System.Globalization;
using System.Text.Json;
using CostCompass.Balances;
using CostCompass.Errors;

namespace CostCompass.Providers.Http;

/// <summary>
/// An object of a JSON answer that knows its path, so that every fault names the field. Only what is documented is
/// accepted; a number where a string belongs, or a field that stands twice, is a fault and no guess.
/// </summary>
internal readonly struct AnswerObject
{
    private const int MaximumDepth = 16;

    private static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly JsonElement _element;
    private readonly string _path;
    private readonly AnswerFault _fault;

    private AnswerObject(JsonElement element, string path, AnswerFault fault)
    {
        _element = element;
        _path = path;
        _fault = fault;
    }

    /// <summary>Reads an answer whose top is an object.</summary>
    /// <exception cref="CostException"><c>UnexpectedAnswer</c>, for everything that is wrong with the text.</exception>
    public static TResult Read<TResult>(ReadOnlyMemory<byte> body, AnswerFault fault, Func<AnswerObject, TResult> read)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaximumDepth });
            return read(Of(document.RootElement, string.Empty, fault));
        }
        catch (JsonException)
        {
            throw fault.At("the answer", "is no valid JSON");
        }
        catch (InvalidOperationException)
        {
            // Thrown for text whose bytes or escapes are no Unicode; found only when the text is looked at.
            throw fault.At("the answer", "holds text that is no valid Unicode");
        }
    }

    /// <summary>The error for a field of this object.</summary>
    public CostException FaultAt(string name, string problem) => _fault.At(PathOf(name), problem);

    /// <summary>Whether the object has the field, be it null.</summary>
    public bool Has(string name) => Find(name) is not null;

    public bool Boolean(string name) => Require(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw FaultAt(name, "is neither true nor false"),
    };

    public string Text(string name)
    {
        var value = Require(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw FaultAt(name, "is no text");
    }

    /// <summary>The text of a field that is only for show; null when the field is absent or something else.</summary>
    public string? OptionalText(string name) =>
        Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The whole number of a field that is only for show; null when the field is absent or something else.</summary>
    public long? OptionalCount(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var count) && count >= 0 ? count : null;

    /// <summary>A text for people, made fit to be shown; empty when the field is absent or null.</summary>
    public string ShownText(string name) => HasValue(name) ? QuotedText.Clean(Text(name), _fault.Key) : string.Empty;

    /// <summary>The whole number of a field that must be there.</summary>
    public long Count(string name) =>
        Require(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var count) && count >= 0
            ? count
            : throw FaultAt(name, "is no whole number of 0 or more");

    /// <summary>An instant in the form of RFC 3339, in UTC.</summary>
    public DateTimeOffset Instant(string name) =>
        DateTimeOffset.TryParseExact(
            Text(name), InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw FaultAt(name, "is no instant such as 2026-11-01T00:00:00Z");

    /// <summary>The code of a currency, in upper case.</summary>
    public string Currency(string name)
    {
        var code = Text(name);
        return CurrencyCode.IsValid(code) ? CurrencyCode.Require(code) : throw FaultAt(name, "is no code of three letters");
    }

    /// <summary>An amount that stands as text: plain decimal notation, from 0 to <see cref="Amount.Maximum"/>.</summary>
    public decimal AmountText(string name) => AmountFromZero(name, AmountForm.Text);

    /// <summary>An amount of a balance that cannot be less than nothing, with as many decimals as a balance keeps.</summary>
    public decimal AmountFromZero(string name, AmountForm form, decimal unit = 1m)
    {
        var amount = SignedAmount(name, form, unit);
        return amount < 0m ? throw FaultAt(name, "is negative") : amount;
    }

    /// <summary>An amount of a balance that may be overdrawn, with as many decimals as a balance keeps.</summary>
    public decimal SignedAmount(string name, AmountForm form, decimal unit = 1m) => AnswerAmount.OfBalance(ExactAmount(name, form, unit));

    /// <summary>An amount that was billed, with every digit that it has; negative for a credit.</summary>
    public decimal ExactAmount(string name, AmountForm form, decimal unit = 1m) =>
        AnswerAmount.Read(Require(name), form, unit, out var amount) is { } problem ? throw FaultAt(name, problem) : amount;

    /// <summary>Whether the object has the field, and not as null.</summary>
    public bool HasValue(string name) => Find(name) is { ValueKind: not JsonValueKind.Null };

    /// <summary>The object of a field.</summary>
    public AnswerObject Object(string name) => Of(Require(name), PathOf(name), _fault);

    /// <summary>The objects of a list.</summary>
    public IReadOnlyList<AnswerObject> Objects(string name)
    {
        var value = Require(name);
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw FaultAt(name, "is no list");
        }

        var objects = new List<AnswerObject>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            objects.Add(Of(item, string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}[{objects.Count}]"), _fault));
        }

        return objects;
    }

    private static AnswerObject Of(JsonElement element, string path, AnswerFault fault) =>
        element.ValueKind == JsonValueKind.Object
            ? new AnswerObject(element, path, fault)
            : throw fault.At(path.Length == 0 ? "the answer" : path, "is no object");

    private JsonElement Require(string name) => Find(name) ?? throw FaultAt(name, "is missing");

    private JsonElement? Find(string name)
    {
        JsonElement? found = null;
        foreach (var property in _element.EnumerateObject())
        {
            if (!property.NameEquals(name))
            {
                continue;
            }

            found = found is null ? property.Value : throw FaultAt(name, "stands twice");
        }

        return found;
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
