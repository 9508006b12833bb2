namespace CostCompass.Simulator.Time;

/// <summary>The time of the simulated provider. It stands still until it is set, moved or told to run.</summary>
/// <remarks>Only <see cref="GetUtcNow"/> is simulated. Timers stay real, so that a fault that lasts three seconds does.</remarks>
public sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset origin = start.ToUniversalTime();
    private long? runningSince;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return runningSince is { } timestamp ? origin + GetElapsedTime(timestamp) : origin;
        }
    }

    /// <summary>Puts the clock at an instant. What it has already shown is not taken back when that lies in the past.</summary>
    public void Set(DateTimeOffset instant)
    {
        lock (gate)
        {
            origin = instant.ToUniversalTime();
            runningSince = runningSince is null ? null : GetTimestamp();
        }
    }

    public void Advance(TimeSpan span)
    {
        lock (gate)
        {
            Set(GetUtcNow() + span);
        }
    }

    /// <summary>Lets the clock run with real time from where it stands, or stops it there.</summary>
    public void Run(bool run)
    {
        lock (gate)
        {
            origin = GetUtcNow();
            runningSince = run ? GetTimestamp() : null;
        }
    }
}
