namespace CostCompass.Core.Tests.Balances;

public sealed class BalanceSeriesKeyTests
{
    private static readonly BalanceSeriesKey _key = new("Team", "DeepSeek", "USD");

    [Theory]
    [InlineData("team", "DeepSeek", "USD")]
    [InlineData("Team", "deepseek", "USD")]
    [InlineData("Team", "DeepSeek", "usd")]
    [InlineData("TEAM", "DEEPSEEK", "Usd")]
    public void Keys_ThatDifferOnlyInCase_AreOne(string account, string provider, string currency)
    {
        var other = new BalanceSeriesKey(account, provider, currency);

        Assert.Equal(_key, other);
        Assert.Equal(_key.GetHashCode(), other.GetHashCode());
        Assert.True(_key.IsOfAccount(account, provider));
    }

    [Theory]
    [InlineData("team2", "DeepSeek", "USD", false)]
    [InlineData("Team", "Moonshot", "USD", false)]
    [InlineData("Team", "DeepSeek", "CNY", true)]
    public void Keys_ThatDifferInMore_AreTwo(string account, string provider, string currency, bool areOfOneAccount)
    {
        Assert.NotEqual(_key, new BalanceSeriesKey(account, provider, currency));
        Assert.Equal(areOfOneAccount, _key.IsOfAccount(account, provider));
    }
}
