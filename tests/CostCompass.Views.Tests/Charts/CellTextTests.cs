using CostCompass.Views.Charts;
using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Views.Tests.Charts;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("home", 4)]
    [InlineData("\u5DE5\u4F5C", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("\uD55C\uAE00-1", 6)]
    [InlineData("\U0001F680", 2)]
    [InlineData("\u2588\u258F\u00B7", 3)]
    public void AWidth_IsThatOfTheTerminal(string text, int cells) => Assert.Equal(cells, CellText.Width(text));

    [Fact]
    public void ACut_HalvesNoWideCharacter_AndSaysThatSomethingIsMissing()
    {
        Assert.Equal("\u5DE5\u2026", CellText.Cut("\u5DE5\u4F5C\u5DE5", 4, "\u2026"));
        Assert.Equal("\u5DE5", CellText.Cut("\u5DE5\u4F5C", 3));
        Assert.Equal("home", CellText.Cut("home", 4, "\u2026"));
    }

    [Fact]
    public void Padding_CountsCells()
    {
        Assert.Equal("\u5DE5  ", CellText.Pad("\u5DE5", 4));
        Assert.Equal("  \u5DE5", CellText.Pad("\u5DE5", 4, true));
    }

    [Fact]
    public void WhatATerminalObeys_IsNotInPlainText() =>
        Assert.Equal("a?[31mb??cd", CellText.Plain("a\u001b[31mb\r\nc\u202Ed\u200D"));

    [Fact]
    public void PlainText_HasNothingThatATerminalObeys() => Prop.ForAll<string?>(text =>
        CellText.Plain(text ?? "").All(character => !char.IsControl(character) && character is not ('\u2028' or '\u2029'))).QuickCheckThrowOnFailure();

    [Fact]
    public void ACut_Fits() => Prop.ForAll<string?, byte>((text, cells) =>
        CellText.Width(CellText.Cut(CellText.Plain(text ?? ""), cells, "..")) <= cells).QuickCheckThrowOnFailure();
}
