namespace CostCompass.Providers.DeepSeek;

/// <summary>The headers <c>x-ratelimit-{limit,remaining,reset}-{requests,tokens}</c>. All of them are optional.</summary>
public static class DeepSeekRateLimitHeaders
{
    /// <summary>Reads the limits.</summary>
    /// <param name="header">Gives the value of a header, or null when it is absent.</param>
    /// <param name="account">The account's name, for the results.</param>
    /// <param name="now">The time at which the response arrived; resets that are durations count from it.</param>
    /// <returns>One limit for requests, one for tokens; null inside where a header is absent or unreadable, never 0.</returns>
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
