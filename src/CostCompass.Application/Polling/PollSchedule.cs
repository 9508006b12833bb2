namespace CostCompass.Application;

/// <summary>
/// When an account is asked next. A failure doubles the wait, up to a quarter of an hour (or the interval, if that is longer); a
/// provider that says how long to stay away is obeyed. The first answer brings the interval back.
/// </summary>
/// <param name="interval">The time from one poll to the next while all goes well.</param>
public sealed class PollSchedule(TimeSpan interval)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private int _failures;
    private string? _lastErrorId;

    /// <summary>The instant from which on the account is due; due at once at first.</summary>
    public DateTimeOffset DueAt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Takes in that the account answered.</summary>
    /// <param name="asked">The instant at which it was asked.</param>
    public void Succeeded(DateTimeOffset asked)
    {
        _failures = 0;
        _lastErrorId = null;
        DueAt = asked + interval;
    }

    /// <summary>Takes in that asking failed.</summary>
    /// <param name="asked">The instant at which it was asked.</param>
    /// <param name="failure">The failure.</param>
    /// <returns>Whether it is news: the first failure since an answer, or another one than before.</returns>
    public bool Failed(DateTimeOffset asked, CostException failure)
    {
        bool isNews = failure.ErrorId != _lastErrorId;
        _lastErrorId = failure.ErrorId;
        TimeSpan longest = interval > LongestWait ? interval : LongestWait;

        // From some doubling on the wait is the longest one anyway.
        TimeSpan wait = _failures < 20 ? interval * Math.Pow(2, ++_failures) : longest;
        wait = wait < longest ? wait : longest;
        DueAt = asked + (failure.RetryAfter > wait ? failure.RetryAfter.Value : wait);
        return isNews;
    }
}
