namespace CostCompass.Core.Tests.Balances;

public sealed class CurrencyCodeTests
{
    [Theory]
    [InlineData("USD", "USD")]
    [InlineData("cny", "CNY")]
    [InlineData("inr", "INR")]
    public void ACode_IsThreeLettersInUpperCase(string code, string expected) => Assert.Equal(expected, CurrencyCode.Require(code));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("US")]
    [InlineData("USDT")]
    [InlineData("U5D")]
    [InlineData(" US")]
    [InlineData("ÄÖÜ")]
    [InlineData("ＵＳＤ")]
    [InlineData("人民币")]
    public void AnythingElse_IsRefused(string? code)
    {
        Assert.False(CurrencyCode.IsValid(code));
        Assert.Equal("InvalidCurrency", Assert.Throws<CostException>(() => CurrencyCode.Require(code)).ErrorId);
    }
}
