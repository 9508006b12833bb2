using System.Buffers;
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

    private static readonly SearchValues<char> AmountCharacters = SearchValues.Create("-.0123456789");

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

    /// <summary>An amount that stands as text: plain decimal notation, from 0 to <see cref="Amount.Maximum"/>.</summary>
    public decimal AmountText(string name)
    {
        var text = Text(name);
        if (text.AsSpan().ContainsAnyExcept(AmountCharacters) || !Amount.TryParse(text, out var amount))
        {
            throw FaultAt(name, "is no amount, or one beyond belief");
        }

        // A minus zero would be shown with its sign.
        return amount < 0m ? throw FaultAt(name, "is negative") : amount == 0m ? 0m : amount;
    }

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
