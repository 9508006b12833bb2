using System.Collections.ObjectModel;

namespace CostCompass.Stack;

/// <summary>Amounts that couldn't be converted. In a file cell they are one text.</summary>
/// <param name="amounts">The amounts, one for each currency.</param>
public sealed class UnconvertedAmounts(IList<UnconvertedAmount> amounts) : ReadOnlyCollection<UnconvertedAmount>(amounts)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", this);
}
