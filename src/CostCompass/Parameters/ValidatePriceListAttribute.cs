using System.Management.Automation;

namespace CostCompass.Parameters;

/// <summary>Accepts the currencies with a price list. ValidateSet would too, but its completion has no tooltips.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidatePriceListAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        object given = element is PSObject wrapped ? wrapped.BaseObject : element;
        if (!PriceListCompleter.Lists.Any(list => string.Equals(list.Currency, given as string, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ValidationMetadataException(
                $"There is no price list in '{given}'. Use one of: {string.Join(", ", PriceListCompleter.Lists.Select(list => list.Currency))}.");
        }
    }
}
