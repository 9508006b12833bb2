namespace CostCompass.Storage.Tests.Vault;

/// <summary>A clock that stands still until a test moves it, and runs due timers on the test's thread.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public int LiveTimers => _timers.Count;

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        var timer = new ManualTimer(this, _now + dueTime, () => callback(state));
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Moves the clock and fires what is due.</summary>
    public void Advance(TimeSpan time)
    {
        _now += time;
        foreach (ManualTimer timer in _timers.Where(timer => timer.DueAt <= _now).ToList())
        {
            timer.Dispose();
            timer.Fire();
        }
    }

    /// <summary>Moves the clock as a machine that slept does: no timer has fired yet.</summary>
    public void Sleep(TimeSpan time) => _now += time;

    private sealed class ManualTimer(ManualTimeProvider owner, DateTimeOffset dueAt, Action fire) : ITimer
    {
        public DateTimeOffset DueAt => dueAt;

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => owner._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
