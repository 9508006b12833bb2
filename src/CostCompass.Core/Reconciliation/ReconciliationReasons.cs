using System.Collections.ObjectModel;

namespace CostCompass.Reconciliation;

/// <summary>The possible reasons for the differences of a comparison. In a file cell they are one text.</summary>
/// <param name="reasons">The reasons.</param>
public sealed class ReconciliationReasons(IList<ReconciliationReason> reasons) : ReadOnlyCollection<ReconciliationReason>(reasons)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(" ", this);
}
