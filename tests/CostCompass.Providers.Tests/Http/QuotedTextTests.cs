using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Http;

public sealed class QuotedTextTests
{
    [Theory]
    [InlineData("plain words", "plain words")]
    [InlineData("two\r\nlines\tand more", "two lines and more")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("\u001b]0;title\u0007text", "text")]
    [InlineData("\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u009b2Jcleared", "cleared")]
    [InlineData("a\u0000b\u0007c\u007fd", "abcd")]
    [InlineData("\u202eturned\u202c", "turned")]
    [InlineData("余额不足 😀", "余额不足 😀")]
    [InlineData("cut \u001b", "cut")]
    public void WhatATerminalWouldObey_IsTakenOut(string text, string expected) =>
        Assert.Equal(expected, QuotedText.Clean(text, default));

    [Theory]
    [InlineData("key sk-madeup0123456789abcdef32f6 bad", "key sk-*** bad")]
    [InlineData("key SK-MADEUP0123456789ABCDEF32F6 bad", "key sk-*** bad")]
    [InlineData("key 'sk-other0987' bad", "key 'sk-***' bad")]
    [InlineData("key sk-***32f6 bad", "key sk-*** bad")]
    [InlineData("key sk-918f***3f8, bad", "key sk-***, bad")]
    [InlineData("key ****32f6 bad", "key sk-*** bad")]
    [InlineData("key sk-ma...32f6 bad", "key sk-*** bad")]
    [InlineData("key sk-ma…32f6 bad", "key sk-*** bad")]
    [InlineData("key ••••32f6 bad", "key sk-*** bad")]
    [InlineData("tail 9abcdef32f6 bad", "tail sk-*** bad")]
    [InlineData("key sk-made\u200bup0123456789abcdef32f6 bad", "key sk-*** bad")]
    [InlineData("key s\u001b[0mk-madeup0123456789abcdef32f6 bad", "key sk-*** bad")]
    [InlineData("the disk-full risk-free words", "the disk-full risk-free words")]
    public void AKey_WholeMaskedOrInPart_IsTakenOut(string text, string expected) =>
        Assert.Equal(expected, QuotedText.Clean(text, SampleRequest.Key));

    [Fact]
    public void AKeyOfAnotherShape_IsTakenOutWhole() =>
        Assert.Equal("key sk-*** bad", QuotedText.Clean("key ab:cd,ef;gh bad", "ab:cd,ef;gh"));

    [Theory]
    [InlineData("kk", "k", "")]
    [InlineData("**", "*", "")]
    [InlineData("a sk-*** b", "sk-***", "a  b")]
    public void AKeyThatIsPartOfTheMark_IsTakenOutWithoutOne(string text, string key, string expected) =>
        Assert.Equal(expected, QuotedText.Clean(text, key));

    [Fact]
    public void HalfACharacter_IsTakenOut() => Assert.Equal("ab", QuotedText.Clean("a\ud800b", default));

    [Fact]
    public void ALongText_IsShortened_WithoutHalfACharacter()
    {
        var quote = QuotedText.Clean(string.Concat(Enumerable.Repeat("😀", 300)), default);

        Assert.InRange(quote.Length, 198, QuotedText.MaximumLength);
        Assert.EndsWith("😀…", quote, StringComparison.Ordinal);
    }
}
