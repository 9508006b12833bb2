namespace CostCompass.Reconciliation;

/// <summary>Something that can explain a difference between two sources.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Amount">How much it can explain, in the currency of the comparison, or null if that is unknown.</param>
/// <param name="Text">The same in words.</param>
public sealed record ReconciliationReason(ReconciliationReasonKind Kind, decimal? Amount, string Text)
{
    /// <summary>The words.</summary>
    public override string ToString() => Text;
}
