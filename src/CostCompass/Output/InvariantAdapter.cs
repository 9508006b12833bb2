using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Reflection;

namespace CostCompass.Output;

/// <summary>
/// How PowerShell sees the properties of output objects: unchanged, except that the text of amounts and times is the same in every
/// culture (<see cref="InvariantValue"/>). <c>Types.ps1xml</c> specifies it for each output type.
/// </summary>
public sealed class InvariantAdapter : PSPropertyAdapter
{
    // The properties of a type never change: one table for the whole process.
    private static readonly ConcurrentDictionary<Type, OutputProperties> Known = new();

    /// <inheritdoc/>
    public override Collection<PSAdaptedProperty> GetProperties(object baseObject)
    {
        var properties = new Collection<PSAdaptedProperty>();
        foreach (OutputProperty property in Of(baseObject).InOrder)
        {
            properties.Add(new PSAdaptedProperty(property.Name, property));
        }

        return properties;
    }

    /// <inheritdoc/>
    public override PSAdaptedProperty? GetProperty(object baseObject, string propertyName) =>
        Of(baseObject).Find(propertyName) is { } property ? new PSAdaptedProperty(property.Name, property) : null;

    /// <inheritdoc/>
    public override object? GetPropertyValue(PSAdaptedProperty adaptedProperty) => Tag(adaptedProperty).ReadFrom(adaptedProperty.BaseObject);

    /// <inheritdoc/>
    public override string GetPropertyTypeName(PSAdaptedProperty adaptedProperty) => Tag(adaptedProperty).TypeName;

    /// <inheritdoc/>
    public override bool IsGettable(PSAdaptedProperty adaptedProperty) => true;

    /// <inheritdoc/>
    public override bool IsSettable(PSAdaptedProperty adaptedProperty) => false;

    /// <inheritdoc/>
    public override void SetPropertyValue(PSAdaptedProperty adaptedProperty, object value) =>
        throw new SetValueException($"The property {adaptedProperty.Name} is read-only.");

    private static OutputProperties Of(object baseObject) => Known.GetOrAdd(baseObject.GetType(), type => new OutputProperties(type));

    private static OutputProperty Tag(PSAdaptedProperty property) => (OutputProperty)property.Tag;

    private sealed class OutputProperties(Type type)
    {
        private readonly Dictionary<string, OutputProperty> _byName = type
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetMethod is not null && property.GetIndexParameters().Length == 0)
            .ToDictionary(property => property.Name, property => new OutputProperty(property), StringComparer.OrdinalIgnoreCase);

        public IReadOnlyCollection<OutputProperty> InOrder => _byName.Values;

        public OutputProperty? Find(string name) => _byName.GetValueOrDefault(name);
    }
}
