using System.Collections.ObjectModel;

namespace CostCompass.Reconciliation;

/// <summary>The lines of a comparison. In a file cell they are one text.</summary>
/// <param name="lines">The lines.</param>
public sealed class ReconciliationLines(IList<ReconciliationLine> lines) : ReadOnlyCollection<ReconciliationLine>(lines)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", this);
}
