namespace CostCompass.Application;

/// <summary>
/// When an account is queried next. Each failure doubles the wait, up to 15 minutes (or the interval, if that is longer).
/// Retry-After is honored. The first success restores the interval.
/// </summary>
/// <param name="interval">The time between polls without failures.</param>
public sealed class PollSchedule(TimeSpan interval)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private int _failures;
    private string? _lastErrorId;

    /// <summary>The time from which the account is due. It is initially due immediately.</summary>
    public DateTimeOffset DueAt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Records a successful query.</summary>
    /// <param name="asked">The time of the query.</param>
    public void Succeeded(DateTimeOffset asked)
    {
        _failures = 0;
        _lastErrorId = null;
        DueAt = asked + interval;
    }

    /// <summary>Records a failed query.</summary>
    /// <param name="asked">The time of the query.</param>
    /// <param name="failure">The failure.</param>
    /// <returns>Whether the failure is new: the first one since a success, or different from the previous one.</returns>
    public bool Failed(DateTimeOffset asked, CostException failure)
    {
        bool isNews = failure.ErrorId != _lastErrorId;
        _lastErrorId = failure.ErrorId;
        TimeSpan longest = interval > LongestWait ? interval : LongestWait;

        // After some doublings the wait is at its maximum anyway.
        TimeSpan wait = _failures < 20 ? interval * Math.Pow(2, ++_failures) : longest;
        wait = wait < longest ? wait : longest;
        DueAt = asked + (failure.RetryAfter > wait ? failure.RetryAfter.Value : wait);
        return isNews;
    }
}
