using System.Reflection;

namespace CostCompass.Output;

/// <summary>A property whose plain text depends on the culture: an amount, a share, an instant, a day.</summary>
internal sealed class CultureSensitiveProperty
{
    private readonly PropertyInfo _property;

    private CultureSensitiveProperty(PropertyInfo property, Type type)
    {
        _property = property;
        TypeName = type.FullName!;
        Format = IsInstant(type) ? "O" : null;
    }

    /// <summary>The property's name.</summary>
    public string Name => _property.Name;

    /// <summary>The full name of its type, without the mark of what may be null.</summary>
    public string TypeName { get; }

    /// <summary>How its plain text is written: ISO 8601 for instants and days; null for numbers.</summary>
    public string? Format { get; }

    /// <summary>The properties of a type whose plain text depends on the culture.</summary>
    /// <param name="type">The type of an output object.</param>
    public static CultureSensitiveProperty[] AllOf(Type type) =>
    [
        .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           let value = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
           where IsInstant(value) || value == typeof(decimal) || value == typeof(double)
           select new CultureSensitiveProperty(property, value),
    ];

    /// <summary>Reads the property; null when it has no value.</summary>
    /// <param name="owner">The object.</param>
    public IFormattable? ReadFrom(object owner) => (IFormattable?)_property.GetValue(owner);

    private static bool IsInstant(Type type) => type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(DateTime);
}
