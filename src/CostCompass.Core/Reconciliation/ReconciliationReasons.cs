using System.Collections.ObjectModel;

namespace CostCompass.Reconciliation;

/// <summary>What can explain the differences of a comparison. In a cell of a file it is one text.</summary>
/// <param name="reasons">The reasons.</param>
public sealed class ReconciliationReasons(IList<ReconciliationReason> reasons) : ReadOnlyCollection<ReconciliationReason>(reasons)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(" ", this);
}
