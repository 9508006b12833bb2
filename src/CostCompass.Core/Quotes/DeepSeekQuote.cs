namespace CostCompass.Quotes;

/// <summary>
/// What a call may cost before it is made. With a reservation it has an <see cref="Id"/> and is stored; what it says of the balance
/// is then what was known when it was reserved.
/// </summary>
public sealed record DeepSeekQuote
{
    /// <summary>The name of the reservation; null for a quote that holds nothing and is not stored.</summary>
    public string? Id { get; init; }

    /// <summary>The account that pays; null when none is known.</summary>
    public string? Account { get; init; }

    /// <summary>The name in the request.</summary>
    public required string Model { get; init; }

    /// <summary>The model whose price applies.</summary>
    public required string BilledAs { get; init; }

    /// <summary>The ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>When the call is made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The band at that instant.</summary>
    public required PriceBand Band { get; init; }

    /// <summary>The first instant at which the price changes while the call may still run; null when it does not.</summary>
    public DateTimeOffset? NextBandAt { get; init; }

    /// <summary>The band from then on; null when the price does not change.</summary>
    public PriceBand? NextBand { get; init; }

    /// <summary>
    /// False when the call may run on a working day of a year whose public holidays are not verified. <see cref="Low"/> and
    /// <see cref="High"/> then reckon with every band of the day.
    /// </summary>
    public required bool IsVerified { get; init; }

    /// <summary>The tokens of the prompt, as expected.</summary>
    public required long InputTokens { get; init; }

    /// <summary>The fewest tokens of the prompt that are likely; the same as <see cref="InputTokens"/> when they are known.</summary>
    public required long InputTokensLow { get; init; }

    /// <summary>The most tokens that the prompt can be; the same as <see cref="InputTokens"/> when they are known.</summary>
    public required long InputTokensHigh { get; init; }

    /// <summary>Whether the tokens of the prompt are a guess from its text.</summary>
    public required bool IsEstimated { get; init; }

    /// <summary>Which part of the prompt is expected to be in the cache, from 0 to 1.</summary>
    public required decimal CacheHitRate { get; init; }

    /// <summary>The tokens of the answer, as expected.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>The most tokens of the answer; null when the model's limit is not known and none was given.</summary>
    public required long? MaxOutputTokens { get; init; }

    /// <summary>The web searches and fetches that the server makes, as expected.</summary>
    public long Searches { get; init; }

    /// <summary>The most web searches and fetches that the server makes.</summary>
    public long MaxSearches { get; init; }

    /// <summary>The cost if the whole prompt is in the cache, nothing is answered, the server searches nothing, and the call ends in the cheapest band it may touch.</summary>
    public required decimal Low { get; init; }

    /// <summary>The cost with the expected tokens, cache hits and searches, in <see cref="Band"/>.</summary>
    public required decimal Expected { get; init; }

    /// <summary>The same in <see cref="NextBand"/>; null when the price does not change.</summary>
    public decimal? NextExpected { get; init; }

    /// <summary>
    /// The most that the call can cost: nothing of the prompt in the cache, the longest answer, the most searches, and the dearest band that it may
    /// touch. Null when the longest answer is not known.
    /// </summary>
    public required decimal? High { get; init; }

    /// <summary>The total of the newest snapshot; null when there is none.</summary>
    public decimal? Balance { get; init; }

    /// <summary>The last instant at which that total was seen; null when there is no snapshot.</summary>
    public DateTimeOffset? BalanceAt { get; init; }

    /// <summary>What other open reservations hold; null without a snapshot.</summary>
    public decimal? Held { get; init; }

    /// <summary>What was settled so lately that the balance may not show it yet; null without a snapshot.</summary>
    public decimal? Unseen { get; init; }

    /// <summary>
    /// What is left for other calls in the worst case: the balance less what others hold, less what the balance does not show
    /// yet, less <see cref="High"/>. Below 0 the call may not be covered. Null when one of them is not known.
    /// </summary>
    public decimal? AvailableAfter { get; init; }

    /// <summary>What has become of it.</summary>
    public QuoteState State { get; init; }

    /// <summary>When it was reserved; null when it was not.</summary>
    public DateTimeOffset? ReservedAt { get; init; }

    /// <summary>The first instant at which it holds nothing any more; null when it was not reserved.</summary>
    public DateTimeOffset? ReservedUntil { get; init; }

    /// <summary>When it was settled or given back; null when neither.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>What the call did cost; null when it was not settled.</summary>
    public decimal? Actual { get; init; }

    /// <summary>The same quote with its instants in the local time zone.</summary>
    public DeepSeekQuote ToLocal() => this with
    {
        At = At.ToLocalTime(),
        NextBandAt = NextBandAt?.ToLocalTime(),
        BalanceAt = BalanceAt?.ToLocalTime(),
        ReservedAt = ReservedAt?.ToLocalTime(),
        ReservedUntil = ReservedUntil?.ToLocalTime(),
        ClosedAt = ClosedAt?.ToLocalTime(),
    };
}
