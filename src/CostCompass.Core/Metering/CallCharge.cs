namespace CostCompass.Metering;

/// <summary>
/// What a call costs by the price at its end, and what it would have cost by the one at its beginning. Which of the two is charged is
/// not documented, so a call is ambiguous when they differ, whatever the bands are called.
/// </summary>
internal readonly record struct CallCharge(DeepSeekPrice Price, decimal Cost, decimal CostAtStart, decimal? UseCost)
{
    /// <summary>Whether the cost holds everything: false when the price of a charge per use is not known.</summary>
    public bool IsComplete => UseCost is not null;

    public bool IsAmbiguous => Cost != CostAtStart;

    public decimal Low => Math.Min(Cost, CostAtStart);

    public decimal High => Math.Max(Cost, CostAtStart);

    /// <summary>Prices a call.</summary>
    /// <param name="catalog">The prices.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="call">The call.</param>
    /// <exception cref="CostException">It has no price at its end.</exception>
    public static CallCharge Of(DeepSeekPriceCatalog catalog, CostQuestion question, MeteredCall call)
    {
        string model = question.AsModel ?? call.Model;
        CallPrice price = catalog.FindCall(model, question.Currency, call.At, question.AsBand);
        decimal cost = CostOf(price, question, call);
        decimal? useCost = price.SearchCost(call.Searches) is { } known ? PlainDecimal.Of(known) : null;
        return new CallCharge(price.Tokens, cost, AtStart(catalog, question, call) ?? cost, useCost);
    }

    private static decimal? AtStart(DeepSeekPriceCatalog catalog, CostQuestion question, MeteredCall call)
    {
        if (question.AsBand is not null || call.StartedAt is not { } start || start >= call.At)
        {
            return null;
        }

        try
        {
            CallPrice price = catalog.FindCall(question.AsModel ?? call.Model, question.Currency, start);
            return price.SearchCost(call.Searches) is null ? null : CostOf(price, question, call);
        }
        catch (CostException)
        {
            // There was no price yet: then the end decides.
            return null;
        }
    }

    private static decimal CostOf(CallPrice price, CostQuestion question, MeteredCall call)
    {
        (long hits, long misses) = question.Split(call.CacheHitTokens, call.CacheMissTokens);
        return PlainDecimal.Of(price.CostOf(hits, misses, call.OutputTokens, call.Searches));
    }
}
