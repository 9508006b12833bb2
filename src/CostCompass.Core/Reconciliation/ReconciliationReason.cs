namespace CostCompass.Reconciliation;

/// <summary>A possible reason for a difference between two sources.</summary>
/// <param name="Kind">The kind of reason.</param>
/// <param name="Amount">The amount that it can explain, in the currency of the comparison, or null if that is unknown.</param>
/// <param name="Text">The reason in words.</param>
public sealed record ReconciliationReason(ReconciliationReasonKind Kind, decimal? Amount, string Text)
{
    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
