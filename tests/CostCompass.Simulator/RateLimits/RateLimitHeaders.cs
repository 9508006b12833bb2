using System.Globalization;

namespace CostCompass.Simulator.RateLimits;

/// <summary>The rate-limit headers of every answer of the provider, or none: real answers often have none. A null value leaves its header out.</summary>
public sealed record RateLimitHeaders
{
    public bool Enabled { get; init; }

    public RateLimitResetFormat Format { get; init; }

    public long? RequestsLimit { get; init; } = 2500;

    public long? RequestsRemaining { get; init; } = 2499;

    public long? TokensLimit { get; init; } = 1_000_000;

    public long? TokensRemaining { get; init; } = 999_000;

    public TimeSpan? RequestsReset { get; init; } = TimeSpan.FromSeconds(12);

    public TimeSpan? TokensReset { get; init; } = TimeSpan.FromSeconds(90);

    internal void AddTo(IDictionary<string, string> headers, DateTimeOffset now)
    {
        if (!Enabled)
        {
            return;
        }

        Add("limit-requests", RequestsLimit);
        Add("remaining-requests", RequestsRemaining);
        Add("limit-tokens", TokensLimit);
        Add("remaining-tokens", TokensRemaining);
        AddReset("reset-requests", RequestsReset);
        AddReset("reset-tokens", TokensReset);

        void Add(string name, long? value)
        {
            if (value is { } number)
            {
                headers[$"x-ratelimit-{name}"] = number.ToString(CultureInfo.InvariantCulture);
            }
        }

        void AddReset(string name, TimeSpan? after)
        {
            if (after is { } span)
            {
                headers[$"x-ratelimit-{name}"] = Text(span, now);
            }
        }
    }

    private string Text(TimeSpan after, DateTimeOffset now) => Format switch
    {
        RateLimitResetFormat.Seconds => Number(after.TotalSeconds),
        RateLimitResetFormat.Milliseconds => Number(after.TotalMilliseconds) + "ms",
        RateLimitResetFormat.Timestamp => (now + after).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        RateLimitResetFormat.UnixTime => (now + after).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        _ => Duration(after),
    };

    private static string Duration(TimeSpan after)
    {
        var text = string.Concat(
            Part((long)after.TotalHours, "h"),
            Part(after.Minutes, "m"),
            Part(after.Seconds, "s"),
            Part(after.Milliseconds, "ms"));
        return text.Length == 0 ? "0s" : text;
    }

    private static string Part(long value, string unit) => value == 0 ? "" : value.ToString(CultureInfo.InvariantCulture) + unit;

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
