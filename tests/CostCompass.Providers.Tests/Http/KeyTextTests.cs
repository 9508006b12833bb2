using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Http;

public sealed class KeyTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("sk-madeup\n")]
    [InlineData("sk-madeup\r\nX-Injected: 1")]
    [InlineData(" sk-madeup")]
    [InlineData("sk-made up")]
    [InlineData("sk-mad\u00e9up")]
    [InlineData("sk-madeup\u200b")]
    [InlineData("sk-madeup\u007f")]
    public void AKeyThatCannotStandInAHeader_IsInvalid_AndNotShown(string key)
    {
        var failure = Assert.Throws<CostException>(() => KeyText.Require(key, "team"));

        Assert.Equal(ProviderErrorId.InvalidKey, failure.ErrorId);
        Assert.DoesNotContain("sk-", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AKeyOfVisibleAscii_IsAccepted() => KeyText.Require(SampleRequest.Key, "team");

    [Fact]
    public void ARequestAsText_IsTheAccount() => Assert.Equal("team", SampleRequest.To().ToString());
}
