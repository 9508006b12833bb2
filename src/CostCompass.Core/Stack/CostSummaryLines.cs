using System.Collections.ObjectModel;

namespace CostCompass.Stack;

/// <summary>The lines of a summary. In a file cell they are one text.</summary>
/// <param name="lines">The lines.</param>
public sealed class CostSummaryLines(IList<CostSummaryLine> lines) : ReadOnlyCollection<CostSummaryLine>(lines)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", this);
}
