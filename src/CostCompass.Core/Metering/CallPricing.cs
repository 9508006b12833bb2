namespace CostCompass.Metering;

/// <summary>Prices calls one by one, for lists.</summary>
/// <param name="catalog">The prices.</param>
/// <param name="question">What is asked.</param>
/// <param name="calendar">The time zone in which instants are shown.</param>
public sealed class CallPricing(DeepSeekPriceCatalog catalog, CostQuestion question, ZoneCalendar calendar)
{
    private readonly CallPricer _pricer = new(catalog, question);

    /// <summary>The calls so far that have no price.</summary>
    public IReadOnlyList<UnpricedCalls> Unpriced => _pricer.Unpriced;

    /// <summary>How many of the calls so far have charges per use whose price is not known, so that their cost is not complete.</summary>
    public long Incomplete => _pricer.Incomplete;

    /// <summary>The models so far of which calls were priced, by the names under which they were priced.</summary>
    public IEnumerable<string> PricedModels => _pricer.PricedModels;

    /// <summary>What a call costs; null when it is outside the question, or has no price and so is among <see cref="Unpriced"/>.</summary>
    /// <param name="call">The call.</param>
    /// <param name="account">The account that it belongs to; null for none.</param>
    public DeepSeekCost? Price(MeteredCall call, string? account = null) => _pricer.Price(call) is not { } charge ? null : new DeepSeekCost
    {
        Account = account,
        Id = call.Id is null ? null : ForeignText.Plain(call.Id),
        At = calendar.ToZone(call.At),
        Agent = call.Origin?.Agent,
        Project = call.Origin?.Project,
        Session = call.Origin?.Session,
        Model = charge.Model,
        Band = charge.Price.Tokens.Band,
        Currency = charge.Price.Tokens.Currency,
        CacheHitTokens = charge.Hits,
        CacheMissTokens = charge.Misses,
        OutputTokens = call.OutputTokens,
        ReasoningTokens = call.ReasoningTokens,
        Searches = call.Searches,
        Cost = PlainDecimal.Of(charge.Cost),
        UseCost = charge.UseCost is { } known ? PlainDecimal.Of(known) : null,
        IsComplete = charge.IsComplete,
        IsAmbiguous = charge.IsAmbiguous,
        IsVerified = charge.IsVerified,
        Low = PlainDecimal.Of(charge.Low),
        High = PlainDecimal.Of(charge.High),
    };
}
