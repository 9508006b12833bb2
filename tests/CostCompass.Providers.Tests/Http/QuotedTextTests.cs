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

    // sk-madeup0123456789abcdef32f6, as a provider may write it; what is left must not give it back.
    [Theory]
    [InlineData("key c2stbWFkZXVwMDEyMzQ1Njc4OWFiY2RlZjMyZjY= bad")]
    [InlineData("key QmVhcmVyIHNrLW1hZGV1cDAxMjM0NTY3ODlhYmNkZWYzMmY2 bad")]
    [InlineData("key eHNrLW1hZGV1cDAxMjM0NTY3ODlhYmNkZWYzMmY2 bad")]
    [InlineData("key 736b2d6d61646575703031323334353637383961626364656633326636 bad")]
    [InlineData("key 736B2D6D61646575703031323334353637383961626364656633326636 bad")]
    [InlineData("key %73%6b%2d%6d%61%64%65%75%70%30%31%32%33%34%35%36%37%38%39%61%62%63%64%65%66%33%32%66%36 bad")]
    [InlineData("key sk%2Dmadeup0123%34%35%36789abcdef32f6 bad")]
    [InlineData("key &#115;&#107;-&#109;adeup&#48;123456789abcdef32f6 bad")]
    [InlineData("key \uFF53\uFF4B\uFF0D\uFF4D\uFF41\uFF44\uFF45\uFF55\uFF50\uFF10\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16\uFF17\uFF18\uFF19abcdef32f6 bad")]
    [InlineData("key sk-ma deup0 12345 6789a bcdef 32f6 bad")]
    [InlineData("key s k - m a d e u p 0 1 2 3 4 5 6 7 8 9 a b c d e f 3 2 f 6 bad")]
    [InlineData("key sk-ma,'deup0','12345','6789a','bcdef' bad")]
    public void AKeyInAnotherForm_IsTakenOut(string text)
    {
        var quote = QuotedText.Clean(text, SampleRequest.Key);

        Assert.Contains("sk-***", quote, StringComparison.Ordinal);
        foreach (var secret in new[] { "deup0", "12345", "MDEyMzQ1", "MTIzNDU2", "AxMjM0NTY", "3132333435", "%33", "&#48;", "\uFF13", "d e u p" })
        {
            Assert.DoesNotContain(secret, quote, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("The balance is 12.34 USD at 2026-11-16T09:00:00Z; request 0f3a5b7c9d1e2f40 failed, 50% of 100 % used.")]
    [InlineData("Ratenlimit \u00FCberschritten: \uFF11\uFF10 Anfragen")]
    public void WhatHoldsNoKey_StaysAsItIs(string text) => Assert.Equal(text, QuotedText.Clean(text, SampleRequest.Key));

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
