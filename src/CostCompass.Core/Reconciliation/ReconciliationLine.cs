namespace CostCompass.Reconciliation;

/// <summary>The part of a balance's spend that belongs to one model, or the unexplained rest.</summary>
public sealed record ReconciliationLine
{
    /// <summary>The name of the unexplained rest.</summary>
    public const string Unexplained = "(unexplained)";

    /// <summary>The model that is billed, regardless of its name in the call, or <see cref="Unexplained"/>.</summary>
    public required string Model { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>Its part of the balance's spend: the exported cost, or the metered cost where no export covers the span. Null if the balance shows no spend to attribute.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The amount as a share of the balance's spend, where 1 is all of it, or null if nothing was spent.</summary>
    public decimal? Share { get; init; }

    /// <summary>The cost of its metered calls, or null if there are none.</summary>
    public decimal? ByUsage { get; init; }

    /// <summary>Its cost according to the export, or null if the export contains none.</summary>
    public decimal? ByExport { get; init; }

    /// <summary>The model and its amount.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Model} {Amount ?? ByExport ?? ByUsage:0.############################} {Currency}");
}
