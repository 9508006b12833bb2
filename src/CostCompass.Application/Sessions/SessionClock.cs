namespace CostCompass.Application;

/// <summary>
/// The time by which the module dates readings and reads history: the system's, or the instant that the environment
/// variable <c>COSTCOMPASS_CLOCK</c> holds, with which a demonstration or a test lives through a month in a minute.
/// Timeouts of requests always run by the system's time.
/// </summary>
public sealed class SessionClock : TimeProvider
{
    /// <summary>The environment variable with an ISO 8601 instant.</summary>
    public const string Variable = "COSTCOMPASS_CLOCK";

    /// <summary>Whether the clock stands at an instant of the environment.</summary>
    public static bool IsSimulated => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Lets the time pass that someone would have waited for.</summary>
    /// <param name="wait">How long.</param>
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
            : throw new CostException(
                "InvalidClock",
                CostErrorKind.InvalidInput,
                $"The environment variable {Variable} must be a date and time.",
                $"Remove {Variable}, or set it to a value such as 2026-11-22T10:00:00Z.");
    }
}
