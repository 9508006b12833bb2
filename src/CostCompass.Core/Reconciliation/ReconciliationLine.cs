namespace CostCompass.Reconciliation;

/// <summary>The part of a balance's spend that one model has, or the rest that no model explains.</summary>
public sealed record ReconciliationLine
{
    /// <summary>What stands in place of a model for the rest.</summary>
    public const string Unexplained = "(unexplained)";

    /// <summary>The model that is billed, whatever its name in the call was; or <see cref="Unexplained"/>.</summary>
    public required string Model { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>What it has of the balance's spend: its cost by the export, and by the metered calls where no export tells. Null when the balance shows no spend to attribute.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The amount as a part of the balance's spend, 1 being all of it, or null if nothing was spent.</summary>
    public decimal? Share { get; init; }

    /// <summary>The cost of its metered calls, or null if there are none.</summary>
    public decimal? ByUsage { get; init; }

    /// <summary>Its cost by the export, or null if the export doesn't contain it.</summary>
    public decimal? ByExport { get; init; }

    /// <summary>The model and its figure.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Model} {Amount ?? ByExport ?? ByUsage:0.############################} {Currency}");
}
