namespace CostCompass.Quotes;

/// <summary>
/// The possible cost of a call before it is made. With a reservation, it has an <see cref="Id"/> and is stored, and its balance data is
/// that of the time when it was reserved.
/// </summary>
public sealed record DeepSeekQuote
{
    /// <summary>The Id of the reservation, or null for a quote that isn't reserved and isn't stored.</summary>
    public string? Id { get; init; }

    /// <summary>The account that pays, or null if it is unknown.</summary>
    public string? Account { get; init; }

    /// <summary>The name in the request.</summary>
    public required string Model { get; init; }

    /// <summary>The model whose price applies.</summary>
    public required string BilledAs { get; init; }

    /// <summary>The ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>When the call is made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The band at that time.</summary>
    public required PriceBand Band { get; init; }

    /// <summary>The time at which the price changes while the call may still run, or null if it doesn't.</summary>
    public DateTimeOffset? NextBandAt { get; init; }

    /// <summary>The band from that time on, or null if the price doesn't change.</summary>
    public PriceBand? NextBand { get; init; }

    /// <summary>
    /// False if the call may run on a working day of a year whose public holidays aren't verified. <see cref="Low"/> and
    /// <see cref="High"/> then consider every band of the day.
    /// </summary>
    public required bool IsVerified { get; init; }

    /// <summary>The expected prompt tokens.</summary>
    public required long InputTokens { get; init; }

    /// <summary>The likely minimum of the prompt tokens. The same as <see cref="InputTokens"/> if the number is known.</summary>
    public required long InputTokensLow { get; init; }

    /// <summary>The maximum of the prompt tokens. The same as <see cref="InputTokens"/> if the number is known.</summary>
    public required long InputTokensHigh { get; init; }

    /// <summary>Whether the prompt tokens are estimated from the text.</summary>
    public required bool IsEstimated { get; init; }

    /// <summary>The expected share of cache hits in the prompt, from 0 to 1.</summary>
    public required decimal CacheHitRate { get; init; }

    /// <summary>The expected output tokens.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>The maximum output tokens, or null if the model's limit is unknown and none was specified.</summary>
    public required long? MaxOutputTokens { get; init; }

    /// <summary>The expected number of web searches and fetches of the server.</summary>
    public long Searches { get; init; }

    /// <summary>The maximum number of web searches and fetches of the server.</summary>
    public long MaxSearches { get; init; }

    /// <summary>The cost if the whole prompt is a cache hit, there is no output and no search, and the call ends in the cheapest possible band.</summary>
    public required decimal Low { get; init; }

    /// <summary>The cost with the expected tokens, cache hits and searches, in <see cref="Band"/>.</summary>
    public required decimal Expected { get; init; }

    /// <summary>The same in <see cref="NextBand"/>, or null if the price doesn't change.</summary>
    public decimal? NextExpected { get; init; }

    /// <summary>
    /// The maximum cost of the call: no cache hits, the maximum output, the maximum number of searches, and the most expensive possible band.
    /// Null if the maximum output is unknown.
    /// </summary>
    public required decimal? High { get; init; }

    /// <summary>The total of the newest snapshot, or null if there is none.</summary>
    public decimal? Balance { get; init; }

    /// <summary>The last time at which that total was read, or null if there is no snapshot.</summary>
    public DateTimeOffset? BalanceAt { get; init; }

    /// <summary>The amount of other open reservations. Null without a snapshot.</summary>
    public decimal? Held { get; init; }

    /// <summary>The recently settled amount that the balance may not include yet. Null without a snapshot.</summary>
    public decimal? Unseen { get; init; }

    /// <summary>
    /// The remaining amount for other calls in the worst case: the balance minus other reservations, minus what the balance may not include
    /// yet, minus <see cref="High"/>. If it is negative, the call may not be covered. Null if one of them is unknown.
    /// </summary>
    public decimal? AvailableAfter { get; init; }

    /// <summary>The state of the quote.</summary>
    public QuoteState State { get; init; }

    /// <summary>When it was reserved, or null if it wasn't.</summary>
    public DateTimeOffset? ReservedAt { get; init; }

    /// <summary>The time at which the reservation expires, or null if it wasn't reserved.</summary>
    public DateTimeOffset? ReservedUntil { get; init; }

    /// <summary>When it was settled or released, or null if neither.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The actual cost of the call, or null if it wasn't settled.</summary>
    public decimal? Actual { get; init; }

    /// <summary>The same quote with its times in the local time zone.</summary>
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
