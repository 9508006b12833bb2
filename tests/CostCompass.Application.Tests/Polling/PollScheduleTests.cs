namespace CostCompass.Application.Tests.Polling;

public sealed class PollScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ItIsDueAtOnce_AndThenAfterTheInterval()
    {
        var schedule = new PollSchedule(TimeSpan.FromSeconds(30));
        Assert.True(schedule.DueAt <= Noon);

        schedule.Succeeded(Noon);

        Assert.Equal(Noon.AddSeconds(30), schedule.DueAt);
    }

    [Fact]
    public void FailuresDoubleTheWait_UpToAQuarterOfAnHour_AndAnAnswerBringsTheIntervalBack()
    {
        var schedule = new PollSchedule(TimeSpan.FromSeconds(30));
        var waits = new List<double>();
        for (int failure = 0; failure < 100; failure++)
        {
            schedule.Failed(Noon, Failure("RequestTimeout"));
            waits.Add((schedule.DueAt - Noon).TotalSeconds);
        }

        Assert.Equal([60, 120, 240, 480, 900, 900], waits.Take(6));
        Assert.Equal(900, waits[^1]);
        schedule.Succeeded(Noon);
        Assert.Equal(Noon.AddSeconds(30), schedule.DueAt);
    }

    [Fact]
    public void AProviderThatSaysHowLongToStayAway_IsObeyed()
    {
        var schedule = new PollSchedule(TimeSpan.FromSeconds(30));

        schedule.Failed(Noon, Failure("RateLimited", TimeSpan.FromHours(1)));
        Assert.Equal(Noon.AddHours(1), schedule.DueAt);
        schedule.Failed(Noon, Failure("RateLimited", TimeSpan.FromSeconds(1)));
        Assert.Equal(Noon.AddSeconds(120), schedule.DueAt);
    }

    [Fact]
    public void AnIntervalThatIsLongerThanTheLongestWait_StaysWhatItIs()
    {
        var schedule = new PollSchedule(TimeSpan.FromHours(6));

        schedule.Failed(Noon, Failure("RequestTimeout"));

        Assert.Equal(Noon.AddHours(6), schedule.DueAt);
    }

    [Fact]
    public void OnlyTheFirstOfTheSameFailures_IsNews()
    {
        var schedule = new PollSchedule(TimeSpan.FromSeconds(30));

        Assert.True(schedule.Failed(Noon, Failure("RequestTimeout")));
        Assert.False(schedule.Failed(Noon, Failure("RequestTimeout")));
        Assert.True(schedule.Failed(Noon, Failure("KeyRejected")));
        schedule.Succeeded(Noon);
        Assert.True(schedule.Failed(Noon, Failure("KeyRejected")));
    }

    private static CostException Failure(string id, TimeSpan? retryAfter = null) =>
        new(id, CostErrorKind.Connection, "It failed.", "Wait.") { RetryAfter = retryAfter };
}
