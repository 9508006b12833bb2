namespace CostCompass.Core.Tests.Quotes;

public sealed class TokenEstimatorTests
{
    [Theory]
    [InlineData("abcdefghij", 3)]
    [InlineData("1234567890", 3)]
    [InlineData("äöüßéèñçøł", 3)]
    [InlineData("天气很好今天天气很好", 6)]
    [InlineData("こんにちはコンニチハ", 6)]
    [InlineData("오늘은날씨가매우좋다", 8)]
    [InlineData("приветмир!", 4)]
    [InlineData("καλημέρακό", 4)]
    [InlineData("שלוםשלוםשל", 4)]
    [InlineData("สวัสดีครับ", 6)]
    [InlineData("😀🎉🚀🌍🐢", 10)]
    [InlineData("→☀☁☂☃", 9)]
    [InlineData("", 0)]
    public void TheExpectation_IsTheRatioOfTheScript(string text, long expected) =>
        Assert.Equal(expected + TokenEstimator.TokensPerMessage, Of(text).Expected);

    [Fact]
    public void ScriptsAreMixedByTheirCharacters() =>
        // 7 Latin characters and 4 Chinese ones: 2.1 + 2.4 = 4.5, rounded up.
        Assert.Equal(5 + TokenEstimator.TokensPerMessage, Of("Price: 价格多少").Expected);

    [Theory]
    [InlineData("abcdefghij", 10)]
    [InlineData("天气很好", 12)]
    [InlineData("😀", 4)]
    public void TheBound_IsOneTokenPerByte(string text, long bytes)
    {
        TokenEstimate estimate = Of(text);

        Assert.Equal(bytes + TokenEstimator.MaximumTokensPerMessage + TokenEstimator.MaximumTokensPerRequest, estimate.High);
        Assert.True(estimate.IsEstimated);
    }

    [Fact]
    public void MessagesAddUp_AndToolCallsCountFourfoldForTheBound()
    {
        TokenEstimate estimate = TokenEstimator.OfMessages([new("abcdefghij"), new("天气很好今天天气很好", "0123456789")]);

        Assert.Equal(new TokenEstimate(6, 12 + 8, 10 + 30 + 40 + 32 + 256), estimate);
    }

    [Fact]
    public void HalfASurrogatePair_IsCounted_AsTheServiceWouldGetIt() =>
        Assert.Equal(3 + TokenEstimator.MaximumTokensPerMessage + TokenEstimator.MaximumTokensPerRequest, Of("\ud83d").High);

    [Fact]
    public void AKnownNumber_IsNoEstimate() => Assert.False(TokenEstimate.Exactly(5).IsEstimated);

    private static TokenEstimate Of(string text) => TokenEstimator.OfMessages([new PromptMessage(text)]);
}
