namespace CostCompass.Core.Tests.Balances;

public sealed class InstantTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1970-01-01T00:00:00.0000019Z", 1)]
    [InlineData("1969-12-31T23:59:59.9999999Z", -1)]
    [InlineData("1969-12-31T23:59:59.9999990Z", -1)]
    [InlineData("1969-12-31T23:59:59.9999989Z", -2)]
    [InlineData("2026-03-10T13:00:00.1234567+01:00", 1773144000123456)]
    public void AnInstant_IsAWholeNumberOfMicroseconds_RoundedDown(string text, long microseconds) =>
        Assert.Equal(microseconds, Instant.ToMicroseconds(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)));

    [Fact]
    public void ATruncatedInstant_IsInUtc_AndStaysAsItIs()
    {
        var instant = new DateTimeOffset(2026, 3, 10, 13, 0, 0, TimeSpan.FromHours(1)).AddTicks(1_234_567);

        DateTimeOffset truncated = Instant.Truncate(instant);

        Assert.Equal((instant.AddTicks(-7), TimeSpan.Zero, truncated), (truncated, truncated.Offset, Instant.Truncate(truncated)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1773144000123456)]
    [InlineData(-62135596800000000)]
    [InlineData(253402300799999999)]
    public void MicrosecondsAndBack_IsTheSame(long microseconds) =>
        Assert.Equal(microseconds, Instant.ToMicroseconds(Instant.FromMicroseconds(microseconds)));

    [Fact]
    public void TheEndsOfTheCalendar_CanBeStored() => Assert.Equal(
        (DateTimeOffset.MinValue, DateTimeOffset.MaxValue.AddTicks(-9)),
        (Instant.Truncate(DateTimeOffset.MinValue), Instant.Truncate(DateTimeOffset.MaxValue)));

    [Fact]
    public void TheEarlierAndTheLater_AreThat()
    {
        DateTimeOffset early = DateTimeOffset.UnixEpoch;
        DateTimeOffset late = early.AddTicks(1);

        Assert.Equal((early, early, late, late), (
            Instant.Earlier(early, late), Instant.Earlier(late, early), Instant.Later(early, late), Instant.Later(late, early)));
    }
}
