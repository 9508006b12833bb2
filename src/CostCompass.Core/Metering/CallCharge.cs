namespace CostCompass.Metering;

/// <summary>
/// What a call costs by the price at its end, and between which costs it lies when that is not certain: by the price at its beginning, since
/// which of the two is charged is not documented, or by the other way in which its log can be meant.
/// </summary>
/// <param name="Price">The price at its end.</param>
/// <param name="Model">The model's name as it was called, without what agents add to it.</param>
/// <param name="Hits">Prompt tokens that are priced as read from the cache.</param>
/// <param name="Misses">Prompt tokens that are priced as not read from it.</param>
/// <param name="Searches">Web searches and fetches that the server made for it.</param>
/// <param name="Cost">The cost by that price.</param>
/// <param name="Low">The lowest of its possible costs.</param>
/// <param name="High">The highest of its possible costs.</param>
/// <param name="IsVerified">Whether the price does not rest on holidays that are not verified.</param>
internal readonly record struct CallCharge(
    CallPrice Price, string Model, long Hits, long Misses, long Searches, decimal Cost, decimal Low, decimal High, bool IsVerified)
{
    /// <summary>The charges per use, or null if their price is unknown.</summary>
    public decimal? UseCost => Price.SearchCost(Searches);

    /// <summary>Whether the cost is complete. False if the price of a charge per use is unknown.</summary>
    public bool IsComplete => UseCost is not null;

    public bool IsAmbiguous => Low != High;
}
