using System.Collections;
using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Reads properties of input objects: hashtables, objects from JSON, and typed objects.</summary>
internal static class PropertyBag
{
    /// <summary>The object without PowerShell's wrapper, unless there is only the wrapper.</summary>
    /// <param name="value">Any object.</param>
    public static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>The value of a property, or null if it is missing or null.</summary>
    /// <param name="bag">The object.</param>
    /// <param name="name">The name in the API.</param>
    public static object? Get(object? bag, string name) => Unwrap(Unwrap(bag) switch
    {
        null => null,
        IDictionary dictionary => dictionary.Contains(name) ? dictionary[name] : null,
        var other => PSObject.AsPSObject(other).Properties[name]?.Value,
    });

    /// <summary>Whether an object has properties, as opposed to a plain value.</summary>
    /// <param name="value">Any object, unwrapped.</param>
    public static bool Is(object? value) =>
        value is IDictionary or PSObject or not (null or IConvertible or IList);

    /// <summary>The names and values of an object.</summary>
    /// <param name="bag">An object for which <see cref="Is"/> is true.</param>
    public static IEnumerable<(string Name, object? Value)> All(object bag) => bag is IDictionary dictionary
        ? dictionary.Keys.Cast<object>().Select(key => ($"{key}", Unwrap(dictionary[key])))
        : PSObject.AsPSObject(bag).Properties.Select(property => (property.Name, Unwrap(property.Value)));
}
