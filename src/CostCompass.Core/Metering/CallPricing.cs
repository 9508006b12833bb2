namespace CostCompass.Metering;

/// <summary>Prices calls one by one, for lists.</summary>
/// <param name="catalog">The prices.</param>
/// <param name="question">What is asked.</param>
/// <param name="calendar">The time zone in which instants are shown.</param>
public sealed class CallPricing(DeepSeekPriceCatalog catalog, CostQuestion question, ZoneCalendar calendar)
{
    private readonly UnpricedTally _unpriced = new();
    private readonly HashSet<string> _priced = new(StringComparer.Ordinal);

    /// <summary>The calls so far that have no price.</summary>
    public IReadOnlyList<UnpricedCalls> Unpriced => _unpriced.Calls;

    /// <summary>How many of the calls so far have charges per use whose price is not known, so that their cost is not complete.</summary>
    public long Incomplete { get; private set; }

    /// <summary>The models so far of which calls were priced, by the names under which they were priced.</summary>
    public IEnumerable<string> PricedModels => _priced;

    /// <summary>What a call costs; null when it is outside the question, or has no price and so is among <see cref="Unpriced"/>.</summary>
    /// <param name="call">The call.</param>
    /// <param name="account">The account that it belongs to; null for none.</param>
    public DeepSeekCost? Price(MeteredCall call, string? account = null)
    {
        if (!question.Covers(call.At.UtcTicks))
        {
            return null;
        }

        string model = DeepSeekPriceCatalog.PlainName(question.AsModel ?? call.Model);
        (long hits, long misses) = question.Split(call.CacheHitTokens, call.CacheMissTokens);
        try
        {
            CallCharge charge = CallCharge.Of(catalog, question, call);
            _priced.Add(model);
            Incomplete += charge.IsComplete ? 0 : 1;
            return new DeepSeekCost
            {
                Account = account,
                Id = call.Id is null ? null : ForeignText.Plain(call.Id),
                At = calendar.ToZone(call.At),
                Model = model,
                Band = charge.Price.Band,
                Currency = charge.Price.Currency,
                CacheHitTokens = hits,
                CacheMissTokens = misses,
                OutputTokens = call.OutputTokens,
                ReasoningTokens = call.ReasoningTokens,
                Searches = call.Searches,
                Cost = charge.Cost,
                UseCost = charge.UseCost,
                IsComplete = charge.IsComplete,
                IsAmbiguous = charge.IsAmbiguous,
                IsVerified = question.AsBand is not null || catalog.Bands.IsVerifiedAt(call.At),
                Low = charge.Low,
                High = charge.High,
            };
        }
        catch (CostException failure)
        {
            _unpriced.Add(model, call.At, failure);
            return null;
        }
    }
}
