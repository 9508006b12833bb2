namespace CostCompass.Metering;

/// <summary>Prices calls one by one, for lists.</summary>
/// <param name="catalog">The prices.</param>
/// <param name="question">The question.</param>
/// <param name="calendar">The time zone in which times are shown.</param>
public sealed class CallPricing(DeepSeekPriceCatalog catalog, CostQuestion question, ZoneCalendar calendar)
{
    private readonly CallPricer _pricer = new(catalog, question);

    /// <summary>The calls without a price so far.</summary>
    public IReadOnlyList<UnpricedCalls> Unpriced => _pricer.Unpriced;

    /// <summary>The number of calls so far with charges per use of unknown price, which makes their cost incomplete.</summary>
    public long Incomplete => _pricer.Incomplete;

    /// <summary>The models of the calls priced so far, by the names under which they were priced.</summary>
    public IEnumerable<string> PricedModels => _pricer.PricedModels;

    /// <summary>The cost of a call. Null if the question excludes it, or if it has no price and is in <see cref="Unpriced"/>.</summary>
    /// <param name="call">The call.</param>
    /// <param name="account">The account that it belongs to, or null.</param>
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
