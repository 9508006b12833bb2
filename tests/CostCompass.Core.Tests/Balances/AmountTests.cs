using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Core.Tests.Balances;

public sealed class AmountTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("110.00", "110.00")]
    [InlineData("+5", "5")]
    [InlineData("-0.01", "-0.01")]
    [InlineData(".5", "0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("1.5E-3", "0.0015")]
    [InlineData("1e-400", "0")]
    [InlineData("1000000000", "1000000000")]
    [InlineData("-1000000000", "-1000000000")]
    [InlineData("0.0000000005", "0")]
    [InlineData("0.0000000015", "0.000000002")]
    [InlineData("0.00000000051", "0.000000001")]
    [InlineData("00012.340", "12.340")]
    public void AnAmount_IsReadInTheInvariantCulture_AndRoundedToNineDecimals(string text, string expected)
    {
        Assert.True(Amount.TryParse(text, out decimal amount));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), amount);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,5")]
    [InlineData("1,000.00")]
    [InlineData("1.0.0")]
    [InlineData("--1")]
    [InlineData("1-")]
    [InlineData("(1)")]
    [InlineData("$1")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e")]
    [InlineData("1e400")]
    [InlineData("1000000000.0000000001")]
    [InlineData("-1000000001")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("١٢")]
    [InlineData("１２")]
    [InlineData("5\0")]
    public void WhatIsNoAmount_IsRefused(string text)
    {
        Assert.False(Amount.TryParse(text, out decimal amount));
        Assert.Equal(0m, amount);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("zh-CN")]
    [InlineData("sv-SE")]
    public void TheCultureOfThePerson_DoesNotMatter(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);

            Assert.True(Amount.TryParse("-1234.5", out decimal amount));
            Assert.Equal(-1234.5m, amount);
            Assert.False(Amount.TryParse("1234,5", out _));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("1000000000", 1_000_000_000_000_000_000)]
    [InlineData("-1000000000", -1_000_000_000_000_000_000)]
    [InlineData("0.000000001", 1)]
    [InlineData("12.34", 12_340_000_000)]
    public void AnAmount_IsStoredAsAWholeNumber(string amount, long nano) =>
        Assert.Equal(nano, Amount.ToNano(decimal.Parse(amount, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("1000000000.000000001")]
    [InlineData("-1000000001")]
    [InlineData("79228162514264337593543950335")]
    public void AnAmountBeyondTheBounds_IsNotStored(string amount)
    {
        var failure = Assert.Throws<CostException>(() => Amount.ToNano(decimal.Parse(amount, CultureInfo.InvariantCulture)));

        Assert.Equal(("AmountOutOfRange", CostErrorKind.InvalidInput), (failure.ErrorId, failure.Kind));
        Assert.Contains(amount, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StoringAndReading_LosesNothing() => Prop.ForAll(
        (from whole in Gen.Choose(-999_999_999, 999_999_999)
         from part in Gen.Choose(0, 999_999_999)
         select (whole * 1_000_000_000L) + part).ToArbitrary(),
        nano =>
        {
            decimal amount = Amount.FromNano(nano);
            return Amount.ToNano(amount) == nano
                && Amount.TryParse(amount.ToString(CultureInfo.InvariantCulture), out decimal read)
                && read == amount;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
}
