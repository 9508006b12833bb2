using CostCompass.Accounts;
using CostCompass.Errors;

namespace CostCompass.Core.Tests.Accounts;

public sealed class AccountNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("deepseek-team")]
    [InlineData("2026.team_A")]
    [InlineData("团队")]
    [InlineData("größe")]
    public void APlainName_StaysAsItIs(string name) => Assert.Equal(name, AccountName.Require(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-team")]
    [InlineData(".team")]
    [InlineData("_team")]
    [InlineData("my team")]
    [InlineData("team*")]
    [InlineData("team[1]")]
    [InlineData("team?")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData("a'b")]
    [InlineData("team\0")]
    public void ANameThatCouldMeanSomethingElse_IsRefused(string? name)
    {
        Assert.False(AccountName.IsValid(name));
        Assert.Equal("InvalidAccountName", Assert.Throws<CostException>(() => AccountName.Require(name)).ErrorId);
    }

    [Theory]
    [InlineData("sk_abc_1")]
    [InlineData("dop_v1_abc")]
    [InlineData("rpa_abc")]
    [InlineData("vck_abc")]
    [InlineData("sk-abc")]
    [InlineData("SK-abc:def")]
    public void AKey_IsRefusedAsAName_AndNotRepeated(string key)
    {
        Assert.False(AccountName.IsValid(key));
        CostException failure = Assert.Throws<CostException>(() => AccountName.Require(key));
        Assert.Equal("KeyInsteadOfName", failure.ErrorId);
        Assert.DoesNotContain("abc", failure.Message + failure.RecommendedAction + AccountName.Shown(key), StringComparison.Ordinal);
    }

    [Fact]
    public void SixtyFourCharacters_AreTheMost() =>
        Assert.Equal((true, false), (AccountName.IsValid(new string('a', 64)), AccountName.IsValid(new string('a', 65))));

    [Fact]
    public void Case_DoesNotTellAccountsApart() => Assert.True(AccountName.Comparer.Equals("Größe-A", "GRÖßE-a"));
}
