using System.Collections.ObjectModel;

namespace CostCompass.Balances;

/// <summary>The items of a property with several values. In a cell of a file, they are one text.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="items">The items.</param>
/// <param name="separator">The text between the items.</param>
public sealed class JoinedList<T>(IList<T> items, string separator = "; ") : ReadOnlyCollection<T>(items)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(separator, this);
}
