namespace CostCompass.Application;

/// <summary>
/// The clock for readings and history: the system clock, or the time in the environment variable <c>COSTCOMPASS_CLOCK</c>, with
/// which a demo or a test runs through a month in a minute. Timeouts of requests always use the system clock.
/// </summary>
public sealed class SessionClock : TimeProvider
{
    /// <summary>The environment variable with an ISO 8601 time.</summary>
    public const string Variable = "COSTCOMPASS_CLOCK";

    /// <summary>Whether the clock is set by the environment.</summary>
    public static bool IsSimulated => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Advances the clock instead of waiting.</summary>
    /// <param name="wait">The time to advance.</param>
    public void Advance(TimeSpan wait) => Environment.SetEnvironmentVariable(Variable, (GetUtcNow() + wait).ToString("O", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        string? text = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(text))
        {
            return base.GetUtcNow();
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? instant.ToUniversalTime()
            : throw GeneralErrors.InvalidClock(Variable);
    }
}
