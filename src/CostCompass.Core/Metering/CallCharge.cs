namespace CostCompass.Metering;

/// <summary>
/// What a call costs by the price at its end, and what it would have cost by the one at its beginning. Which of the two is charged is
/// not documented, so a call is ambiguous when they differ, whatever the bands are called.
/// </summary>
/// <param name="Price">The price at its end.</param>
/// <param name="Model">The model's name as it was called, without what agents add to it.</param>
/// <param name="Hits">Prompt tokens that are priced as read from the cache.</param>
/// <param name="Misses">Prompt tokens that are priced as not read from it.</param>
/// <param name="Searches">Web searches and fetches that the server made for it.</param>
/// <param name="Cost">The cost by that price.</param>
/// <param name="CostAtStart">The cost by the price at its beginning.</param>
/// <param name="IsVerified">Whether the price does not rest on holidays that are not verified.</param>
internal readonly record struct CallCharge(
    CallPrice Price, string Model, long Hits, long Misses, long Searches, decimal Cost, decimal CostAtStart, bool IsVerified)
{
    /// <summary>What is charged per use; null when its price is not known.</summary>
    public decimal? UseCost => Price.SearchCost(Searches);

    /// <summary>Whether the cost holds everything: false when the price of a charge per use is not known.</summary>
    public bool IsComplete => UseCost is not null;

    public bool IsAmbiguous => Cost != CostAtStart;

    public decimal Low => Math.Min(Cost, CostAtStart);

    public decimal High => Math.Max(Cost, CostAtStart);
}
