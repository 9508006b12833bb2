namespace CostCompass.Providers.DeepSeek;

/// <summary>The headers <c>x-ratelimit-{limit,remaining,reset}-{requests,tokens}</c>. All of them are optional.</summary>
public static class DeepSeekRateLimitHeaders
{
    /// <summary>Reads the limits.</summary>
    /// <param name="header">Gets the value of a header, or null if it is missing.</param>
    /// <param name="account">The account's name, for the results.</param>
    /// <param name="now">The time at which the response arrived. Durations until a reset count from it.</param>
    /// <returns>One limit for requests and one for tokens. The value of a missing or invalid header is null, never 0.</returns>
    public static IReadOnlyList<DeepSeekRateLimit> Read(Func<string, string?> header, string account, DateTimeOffset now) =>
    [
        ReadKind(header, account, now, RateLimitKind.Requests, "requests"),
        ReadKind(header, account, now, RateLimitKind.Tokens, "tokens"),
    ];

    private static DeepSeekRateLimit ReadKind(
        Func<string, string?> header, string account, DateTimeOffset now, RateLimitKind kind, string suffix) => new()
    {
        Account = account,
        Kind = kind,
        Limit = Count(header($"x-ratelimit-limit-{suffix}")),
        Remaining = Count(header($"x-ratelimit-remaining-{suffix}")),
        ResetsAt = ResetInstant.Read(header($"x-ratelimit-reset-{suffix}"), now),
    };

    private static long? Count(string? text) =>
        long.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
