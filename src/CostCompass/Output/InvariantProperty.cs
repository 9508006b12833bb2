using System.Management.Automation;

namespace CostCompass.Output;

/// <summary>A property of an output object, by the name of the one that it stands before; its value is an <see cref="InvariantValue"/>.</summary>
internal sealed class InvariantProperty : PSPropertyInfo
{
    private readonly object _owner;
    private readonly CultureSensitiveProperty _property;

    /// <summary>Stands before a property of an object.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="property">The property.</param>
    public InvariantProperty(object owner, CultureSensitiveProperty property)
    {
        _owner = owner;
        _property = property;
        SetMemberName(property.Name);
    }

    /// <inheritdoc/>
    public override PSMemberTypes MemberType => PSMemberTypes.CodeProperty;

    /// <inheritdoc/>
    public override string TypeNameOfValue => _property.TypeName;

    /// <inheritdoc/>
    public override bool IsGettable => true;

    /// <inheritdoc/>
    public override bool IsSettable => false;

    /// <inheritdoc/>
    public override object? Value
    {
        get => _property.ReadFrom(_owner) is { } value ? new InvariantValue(value, _property.Format) : null;
        set => throw new SetValueException($"{Name} cannot be changed: it is what was found.");
    }

    /// <inheritdoc/>
    public override PSMemberInfo Copy() => new InvariantProperty(_owner, _property);

    /// <inheritdoc/>
    public override string ToString() => $"{_property.TypeName} {Name} {{get;}}";
}
