namespace CostCompass.Core.Tests.Accounts;

public sealed class AccountNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("deepseek-team")]
    [InlineData("2026.team_A")]
    [InlineData("团队")]
    [InlineData("größe")]
    public void APlainName_StaysAsItIs(string name) => Assert.Equal(name, AccountName.Require(name).ToString());

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
    [InlineData("a\u3164b")]
    [InlineData("\u115Fa")]
    [InlineData("a\uFFA0")]
    [InlineData("team\0")]
    public void ANameThatCouldMeanSomethingElse_IsRefused(string? name)
    {
        Assert.False(AccountName.IsValid(name));
        Assert.Equal("InvalidAccountName", Assert.Throws<CostException>(() => AccountName.Require(name)).ErrorId);
    }

    [Theory]
    [InlineData("sk_abc_1")]
    [InlineData("dop_v1_abc")]
    [InlineData("doo_v1_abc")]
    [InlineData("dor_v1_abc")]
    [InlineData("new_v2_0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("rpa_abc")]
    [InlineData("vck_abc")]
    [InlineData("sk-abc")]
    [InlineData("SK-abc:def")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
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

    [Theory]
    [InlineData("Größe-A", "GRÖßE-a", true)]
    [InlineData("Ärger", "ärger", true)]
    [InlineData("MAIN-TITLE", "main-title", true)]
    [InlineData("straße", "STRASSE", false)]
    [InlineData("İzmir", "izmir", false)]
    [InlineData("ı", "I", false)]
    public void TwoNames_AreEqual_WhenTheyDifferOnlyInCase_InEveryCulture(string one, string other, bool areEqual)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in (string[])["", "en-US", "tr-TR", "de-DE"])
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                AccountName first = new(one);
                AccountName second = new(other);

                Assert.Equal(areEqual, first == second);
                Assert.Equal(areEqual, first.CompareTo(second) == 0);
                Assert.Equal(areEqual ? 1 : 2, new HashSet<AccountName> { first, second }.Count);
                Assert.Equal(areEqual, new BalanceSeriesKey(one, "DeepSeek", "USD") == new BalanceSeriesKey(other, "DEEPSEEK", "usd"));
                Assert.Equal(areEqual ? 1 : 2, new[] { first, second }.Select(name => new BalanceSeriesKey(name, "DeepSeek", "USD")).Distinct().Count());
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void AName_StaysAsItWasSpelledFirst()
    {
        Dictionary<AccountName, int> counts = new() { ["Team"] = 1 };
        counts["TEAM"] = 2;

        Assert.Equal("Team", Assert.Single(counts).Key.ToString());
        Assert.Equal(2, counts["team"]);
    }

    [Fact]
    public void Keys_ThatDifferInProviderOrCurrency_AreOtherKeys()
    {
        BalanceSeriesKey key = new("team", "DeepSeek", "USD");

        Assert.NotEqual(key, key with { Provider = "OpenAI" });
        Assert.NotEqual(key, key with { Currency = "CNY" });
        Assert.Equal(key, key with { Account = "TEAM" });
    }
}
