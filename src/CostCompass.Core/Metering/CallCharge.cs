using CostCompass.Errors;
using CostCompass.Pricing;

namespace CostCompass.Metering;

/// <summary>
/// What a call costs by the price at its end, and what it would have cost by the one at its beginning. Which of the two is charged is
/// not documented, so a call is ambiguous when they differ, whatever the bands are called.
/// </summary>
internal readonly record struct CallCharge(DeepSeekPrice Price, decimal Cost, decimal CostAtStart)
{
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
        DeepSeekPrice price = question.AsBand is { } band
            ? catalog.Find(model, question.Currency, call.At, band)
            : catalog.Find(model, question.Currency, call.At);
        decimal cost = CostOf(price, question, call);
        return new CallCharge(price, cost, AtStart(catalog, question, call) ?? cost);
    }

    private static decimal? AtStart(DeepSeekPriceCatalog catalog, CostQuestion question, MeteredCall call)
    {
        if (question.AsBand is not null || call.StartedAt is not { } start || start >= call.At)
        {
            return null;
        }

        try
        {
            return CostOf(catalog.Find(question.AsModel ?? call.Model, question.Currency, start), question, call);
        }
        catch (CostException)
        {
            // The model had no price yet: then the end decides.
            return null;
        }
    }

    private static decimal CostOf(DeepSeekPrice price, CostQuestion question, MeteredCall call)
    {
        (long hits, long misses) = question.Split(call.CacheHitTokens, call.CacheMissTokens);
        return PlainDecimal.Of(UsageCost.Of(price, hits, misses, call.OutputTokens));
    }
}
