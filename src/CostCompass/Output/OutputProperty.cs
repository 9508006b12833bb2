using System.Reflection;

namespace CostCompass.Output;

/// <summary>A property of an output type, with text that is the same in every culture.</summary>
internal sealed class OutputProperty
{
    // ISO 8601, with the digits of the second that aren't zero.
    private const string InstantFormat = "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz";
    private const string DayFormat = "yyyy-MM-dd";

    private readonly PropertyInfo _property;
    private readonly bool _isCultureSensitive;
    private readonly string? _format;

    /// <summary>Describes a property.</summary>
    /// <param name="property">A readable property without an index.</param>
    public OutputProperty(PropertyInfo property)
    {
        _property = property;
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        TypeName = type.FullName ?? type.Name;
        _format = type == typeof(DateTimeOffset) || type == typeof(DateTime) ? InstantFormat : type == typeof(DateOnly) ? DayFormat : null;
        _isCultureSensitive = _format is not null || type == typeof(decimal) || type == typeof(double);
    }

    /// <summary>The property's name.</summary>
    public string Name => _property.Name;

    /// <summary>The full name of its type, without the nullable mark.</summary>
    public string TypeName { get; }

    /// <summary>Reads the property.</summary>
    /// <param name="owner">The object.</param>
    public object? ReadFrom(object owner) => _property.GetValue(owner) switch
    {
        IFormattable value when _isCultureSensitive => new InvariantValue(value, _format),
        var value => value,
    };
}
