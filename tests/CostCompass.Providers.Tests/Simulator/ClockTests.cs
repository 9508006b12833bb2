using CostCompass.Simulator.Time;

namespace CostCompass.Providers.Tests.Simulator;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Start = SimulatorClient.Instant("2026-11-16T02:00:00Z");

    [Fact]
    public async Task TheClockStandsStill_UntilItIsToldToRun()
    {
        var clock = new SimulatedClock(Start);
        await Task.Delay(30);
        Assert.Equal(Start, clock.GetUtcNow());

        clock.Run(true);
        await Task.Delay(30);
        Assert.True(clock.GetUtcNow() > Start);

        clock.Run(false);
        var stopped = clock.GetUtcNow();
        await Task.Delay(30);
        Assert.Equal(stopped, clock.GetUtcNow());
    }

    [Fact]
    public void TheClock_CanBeMovedAndSet()
    {
        var clock = new SimulatedClock(Start);

        clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(Start.AddDays(40), clock.GetUtcNow());

        clock.Set(Start.ToOffset(TimeSpan.FromHours(8)));
        Assert.Equal((Start, TimeSpan.Zero), (clock.GetUtcNow(), clock.GetUtcNow().Offset));
    }
}
