namespace CostCompass.Metering;

/// <summary>
/// The cost of a call at the price of its end, and the range of its possible costs: at the price of its beginning, because it isn't
/// documented which of the two is charged, or if its log has another possible interpretation.
/// </summary>
/// <param name="Price">The price at its end.</param>
/// <param name="Model">The model's name as it was called, without the suffixes that agents add.</param>
/// <param name="Hits">Prompt tokens that are priced as cache hits.</param>
/// <param name="Misses">Prompt tokens that are priced as cache misses.</param>
/// <param name="Searches">Web searches and fetches that the server made for the call.</param>
/// <param name="Cost">The cost at that price.</param>
/// <param name="Low">The lowest possible cost.</param>
/// <param name="High">The highest possible cost.</param>
/// <param name="IsVerified">False if the price depends on holidays that aren't verified.</param>
internal readonly record struct CallCharge(
    CallPrice Price, string Model, long Hits, long Misses, long Searches, decimal Cost, decimal Low, decimal High, bool IsVerified)
{
    /// <summary>The charges per use, or null if their price is unknown.</summary>
    public decimal? UseCost => Price.SearchCost(Searches);

    /// <summary>Whether the cost is complete. False if the price of a charge per use is unknown.</summary>
    public bool IsComplete => UseCost is not null;

    public bool IsAmbiguous => Low != High;
}
