using System.Collections.ObjectModel;

namespace CostCompass.Balances;

/// <summary>The items of a property that holds several. In a cell of a file they are one text.</summary>
/// <typeparam name="T">What the items are.</typeparam>
/// <param name="items">The items.</param>
/// <param name="separator">What stands between their texts.</param>
public sealed class JoinedList<T>(IList<T> items, string separator = "; ") : ReadOnlyCollection<T>(items)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(separator, this);
}
