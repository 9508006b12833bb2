using System.Text.Json;

namespace CostCompass.Providers.Http;

/// <summary>A JSON object with its path, so that every error names the field. A duplicate field is an error.</summary>
internal readonly struct AnswerObject
{
    private const int MaximumDepth = 16;

    private readonly JsonElement _element;
    private readonly string _path;
    private readonly JsonFault _fault;

    private AnswerObject(JsonElement element, string path, JsonFault fault)
    {
        _element = element;
        _path = path;
        _fault = fault;
    }

    /// <summary>The names of all fields, in order.</summary>
    public IEnumerable<string> Names => _element.EnumerateObject().Select(property => property.Name);

    /// <summary>Reads text whose top level is an object.</summary>
    /// <exception cref="CostException">The error of the fault, for any problem with the text.</exception>
    public static TResult Read<TResult>(ReadOnlyMemory<byte> body, JsonFault fault, Func<AnswerObject, TResult> read)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaximumDepth });
            return read(Of(document.RootElement, string.Empty, fault));
        }
        catch (JsonException)
        {
            throw fault.At(fault.Whole, "is not valid JSON");
        }
        catch (InvalidOperationException)
        {
            // Thrown for text with invalid Unicode bytes or escapes, when the text is read.
            throw fault.At(fault.Whole, "contains text that isn't valid Unicode");
        }
    }

    /// <summary>The object of an element, or an error if it isn't an object.</summary>
    public static AnswerObject Of(JsonElement element, string path, JsonFault fault) =>
        element.ValueKind == JsonValueKind.Object
            ? new AnswerObject(element, path, fault)
            : throw fault.At(path.Length == 0 ? fault.Whole : path, "must be an object");

    /// <summary>The field with a name, which may be missing.</summary>
    public AnswerField Field(string name) => new(Find(name), PathOf(name), _fault);

    /// <summary>The error for a field of this object.</summary>
    public CostException FaultAt(string name, string problem) => _fault.At(PathOf(name), problem);

    /// <summary>Whether the object has the field, even if it is null.</summary>
    public bool Has(string name) => Field(name).IsPresent;

    /// <summary>Whether the object has the field and it isn't null.</summary>
    public bool HasValue(string name) => Field(name).HasValue;

    public bool Boolean(string name) => Field(name).Boolean();

    public string Text(string name) => Field(name).Text();

    /// <inheritdoc cref="AnswerField.OptionalText"/>
    public string? OptionalText(string name) => Field(name).OptionalText();

    /// <inheritdoc cref="AnswerField.ShownText"/>
    public string ShownText(string name) => Field(name).ShownText();

    /// <inheritdoc cref="AnswerField.OptionalCount"/>
    public long? OptionalCount(string name) => Field(name).OptionalCount();

    /// <inheritdoc cref="AnswerField.Instant"/>
    public DateTimeOffset Instant(string name) => Field(name).Instant();

    /// <inheritdoc cref="AnswerField.Currency"/>
    public string Currency(string name) => Field(name).Currency();

    /// <inheritdoc cref="AnswerField.AmountFromZero"/>
    public decimal AmountFromZero(string name, AmountForm form, decimal unit = 1m) => Field(name).AmountFromZero(form, unit);

    /// <inheritdoc cref="AnswerField.SignedAmount"/>
    public decimal SignedAmount(string name, AmountForm form, decimal unit = 1m) => Field(name).SignedAmount(form, unit);

    /// <inheritdoc cref="AnswerField.ExactAmount"/>
    public decimal ExactAmount(string name, AmountForm form, decimal unit = 1m) => Field(name).ExactAmount(form, unit);

    /// <inheritdoc cref="AnswerField.Object"/>
    public AnswerObject Object(string name) => Field(name).Object();

    /// <inheritdoc cref="AnswerField.Objects"/>
    public IReadOnlyList<AnswerObject> Objects(string name) => Field(name).Objects();

    private JsonElement? Find(string name)
    {
        JsonElement? found = null;
        foreach (var property in _element.EnumerateObject())
        {
            if (!IsNamed(property, name))
            {
                continue;
            }

            found = found is null ? property.Value : throw FaultAt(name, "occurs twice");
        }

        return found;
    }

    // A name with invalid Unicode escapes isn't the name of any field that is read.
    private static bool IsNamed(JsonProperty property, string name)
    {
        try
        {
            return property.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
