using System.Collections.ObjectModel;

namespace CostCompass.Stack;

/// <summary>What couldn't be converted. In a cell of a file it is one text.</summary>
/// <param name="amounts">The amounts, one for each currency.</param>
public sealed class UnconvertedAmounts(IList<UnconvertedAmount> amounts) : ReadOnlyCollection<UnconvertedAmount>(amounts)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", this);
}
