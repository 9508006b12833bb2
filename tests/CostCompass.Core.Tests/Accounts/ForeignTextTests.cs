namespace CostCompass.Core.Tests.Accounts;

public sealed class ForeignTextTests
{
    public static TheoryData<string> Formulas => new("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF20a");

    [Theory]
    [MemberData(nameof(Formulas))]
    public void AFormula_GetsAnApostrophe_AndIsNoName(string text)
    {
        Assert.True(ForeignText.IsFormula(text));
        Assert.False(ForeignText.IsFormula(ForeignText.Plain(text)));
        Assert.Equal("InvalidName", Assert.Throws<CostException>(() => DisplayName.Require(text)).ErrorId);
    }

    [Theory]
    [InlineData("Claude Pro")]
    [InlineData("a=b")]
    [InlineData("x-y+z@w")]
    [InlineData("")]
    [InlineData("'=1")]
    [InlineData("日本語")]
    public void AnOrdinaryText_StaysAsItIs(string text) => Assert.Same(text, ForeignText.Plain(text));

    [Theory]
    [InlineData("a\u001b]0;owned\u0007b", "a]0;ownedb")]
    [InlineData("\u001b=1", "'=1")]
    [InlineData("\u202Eoops", "oops")]
    [InlineData("a\u009b2Jb", "a2Jb")]
    public void WhatATerminalObeys_IsTakenOut_BeforeTheFormulaIsLookedFor(string text, string expected) => Assert.Equal(expected, ForeignText.Plain(text));

    [Theory]
    [InlineData(0, false)]
    [InlineData(0xD83D, false)]
    [InlineData(0xDE00, false)]
    [InlineData('漢', true)]
    public void HalfOfACharacter_AndTheNullCharacter_AreNotWhole_AndNoName(int character, bool isWhole)
    {
        foreach (string text in (string[])[$"{(char)character}", $"a{(char)character}", $"{(char)character}a", $"\U0001F600{(char)character}\U0001F600"])
        {
            Assert.Equal(isWhole, ForeignText.IsWhole(text));
            Assert.Equal(isWhole, Record.Exception(() => DisplayName.Require(text)) is null);
        }
    }

    // Of each range the first and the last: fillers of Hangul, vowels of Khmer, selectors of Mongolian and of variations, tags.
    [Theory]
    [InlineData(0x034F)]
    [InlineData(0x115F)]
    [InlineData(0x1160)]
    [InlineData(0x17B4)]
    [InlineData(0x17B5)]
    [InlineData(0x180B)]
    [InlineData(0x180F)]
    [InlineData(0x2065)]
    [InlineData(0x2800)]
    [InlineData(0x3164)]
    [InlineData(0xFE00)]
    [InlineData(0xFE0F)]
    [InlineData(0xFFA0)]
    [InlineData(0xFFF0)]
    [InlineData(0xE0100)]
    [InlineData(0xE0FFF)]
    public void ALetterThatIsNotSeen_IsInNoName_AndIsMarked(int character)
    {
        string text = "a" + char.ConvertFromUtf32(character) + "b";

        Assert.False(ForeignText.IsVisible(text));
        Assert.Equal(("ab", "a\uFFFDb"), (ForeignText.Visible(text), ForeignText.Shown(text)));
        Assert.False(AccountName.IsValid(text));
        Assert.Equal("InvalidName", Assert.Throws<CostException>(() => DisplayName.Require(text)).ErrorId);
    }

    [Theory]
    [InlineData("=cmd()")]
    [InlineData("-deepseek")]
    [InlineData("deep\u001b[2Jseek")]
    public void AHostilePriceTable_IsRefused(string model)
    {
        const string columns = "effective_from_utc,effective_to_utc,model,band,usd_cache_hit,usd_cache_miss,usd_output,cny_cache_hit,cny_cache_miss,cny_output,confidence,source";
        using var reader = new StringReader(
            $"{columns}\n2026-10-01T00:00:00Z,,sound,flat,0.014,0.14,0.28,0.1,1,2,high,page\n2026-10-01T00:00:00Z,,{model},flat,0.014,0.14,0.28,0.1,1,2,high,page\n");

        var failure = Assert.Throws<CostException>(() => DeepSeekPriceCatalog.ReadPrices(reader));

        Assert.Contains("Line 3", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(failure.Message, char.IsControl);
    }
}
