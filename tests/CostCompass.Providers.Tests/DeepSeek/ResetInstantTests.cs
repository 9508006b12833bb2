using CostCompass.Providers.DeepSeek;

namespace CostCompass.Providers.Tests.DeepSeek;

public sealed class ResetInstantTests
{
    private static readonly DateTimeOffset Now = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("12", 12_000)]
    [InlineData("1.5", 1_500)]
    [InlineData("1m30s", 90_000)]
    [InlineData("6m0s", 360_000)]
    [InlineData("250ms", 250)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1h2m3.5s", 3_723_500)]
    [InlineData("2d", 172_800_000)]
    [InlineData(" 12 ", 12_000)]
    public void ADuration_CountsFromNow(string text, int milliseconds) =>
        Assert.Equal(Now.AddMilliseconds(milliseconds), ResetInstant.Read(text, Now));

    [Theory]
    [InlineData("2026-08-01T12:00:30Z", 30_000)]
    [InlineData("2026-08-01T12:00:30.25Z", 30_250)]
    [InlineData("2026-08-01T20:00:30+08:00", 30_000)]
    [InlineData("1785585630", 30_000)]
    [InlineData("1785585630250", 30_250)]
    public void AnInstant_IsTakenAsItIs(string text, int milliseconds) =>
        Assert.Equal(Now.AddMilliseconds(milliseconds), ResetInstant.Read(text, Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("soon")]
    [InlineData("-12")]
    [InlineData("1s1m")]
    [InlineData("1m1m")]
    [InlineData("m")]
    [InlineData("1.2.3s")]
    [InlineData("1y")]
    [InlineData("999999999")]
    [InlineData("99999999d")]
    [InlineData("99999999999999999")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("١٢")]
    public void WhatIsUnreadable_IsNull(string? text) => Assert.Null(ResetInstant.Read(text, Now));
}
