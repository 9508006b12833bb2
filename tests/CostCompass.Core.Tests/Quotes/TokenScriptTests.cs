namespace CostCompass.Core.Tests.Quotes;

/// <summary>Where each script begins and ends in the estimate of tokens, in tokens of ten such characters, and the limits of the models.</summary>
public sealed class TokenScriptTests
{
    [Theory]
    // Latin ends before Greek, and goes on in its additional block.
    [InlineData(0x036F, 3)]
    [InlineData(0x0370, 4)]
    [InlineData(0x1DFF, 6)]
    [InlineData(0x1E00, 3)]
    [InlineData(0x1EFF, 3)]
    [InlineData(0x1F00, 6)]
    // Greek and Cyrillic end before Armenian; Hebrew and Arabic are apart from them.
    [InlineData(0x052F, 4)]
    [InlineData(0x0530, 6)]
    [InlineData(0x0531, 6)]
    [InlineData(0x058F, 6)]
    [InlineData(0x0590, 4)]
    [InlineData(0x06FF, 4)]
    [InlineData(0x0700, 6)]
    // General punctuation.
    [InlineData(0x1FFF, 6)]
    [InlineData(0x2000, 3)]
    [InlineData(0x206F, 3)]
    [InlineData(0x2070, 6)]
    // Hangul in its three blocks.
    [InlineData(0x10FF, 6)]
    [InlineData(0x1100, 8)]
    [InlineData(0x11FF, 8)]
    [InlineData(0x1200, 6)]
    [InlineData(0x312F, 6)]
    [InlineData(0x3130, 8)]
    [InlineData(0x318F, 8)]
    [InlineData(0x3190, 6)]
    [InlineData(0xABFF, 6)]
    [InlineData(0xAC00, 8)]
    [InlineData(0xD7FF, 8)]
    // A sign between the blocks counts as one, a sign of the Chinese blocks as Chinese.
    [InlineData(0x2B50, 20)]
    [InlineData(0x2E80, 6)]
    [InlineData(0x3020, 6)]
    [InlineData(0xFFED, 6)]
    // Beyond the basic plane.
    [InlineData(0xFFFD, 20)]
    [InlineData(0x10000, 20)]
    public void AScript_HasItsOwnRatio_FromItsFirstToItsLastCharacter(int character, int tokensOfTen)
    {
        string text = string.Concat(Enumerable.Repeat(char.ConvertFromUtf32(character), 10));

        Assert.Equal(tokensOfTen + TokenEstimator.TokensPerMessage, TokenEstimator.OfMessages([new PromptMessage(text)]).Expected);
    }

    [Fact]
    public void NoMessage_IsNothingButTheRequestItself() =>
        Assert.Equal(new TokenEstimate(0, 0, TokenEstimator.MaximumTokensPerRequest), TokenEstimator.OfMessages([]));

    [Fact]
    public void TheLeast_IsHalfOfTheTextAlone()
    {
        TokenEstimate estimate = TokenEstimator.OfMessages([new PromptMessage(new string('x', 100))]);

        Assert.Equal((15, 34), (estimate.Low, estimate.Expected));
    }

    [Theory]
    [InlineData("deepseek-flash", 393_216L)]
    [InlineData("deepseek-v4-flash", 393_216L)]
    [InlineData("DeepSeek-V4-Pro", 393_216L)]
    [InlineData("deepseek-reasoner", 65_536L)]
    [InlineData("deepseek-chat", 8_192L)]
    [InlineData("other", null)]
    public void TheLongestAnswer_IsThatOfTheModel(string model, long? limit) => Assert.Equal(limit, OutputLimit.Of(model));

    [Fact]
    public void WithAShortLimit_HalfOfItIsExpected()
    {
        Assert.Equal(500, Calls.Quote(Calls.Of(most: 1_000)).OutputTokens);
        Assert.Equal(6, Calls.Quote(Calls.Of(most: 11)).OutputTokens);
        Assert.Equal(1_000, Calls.Quote(Calls.Of(most: 2_000)).OutputTokens);
        Assert.Equal(1_000, Calls.Quote(Calls.Of(most: 2_001)).OutputTokens);
    }
}
