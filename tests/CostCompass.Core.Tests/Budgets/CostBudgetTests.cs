namespace CostCompass.Core.Tests.Budgets;

public sealed class CostBudgetTests
{
    [Fact]
    public void WithoutMore_ItHoldsForTheWholeStack()
    {
        CostBudget budget = CostBudget.Of(" All ", 100m, "usd", "", "");

        Assert.Equal(("All", "USD", BudgetScope.WholeStack), (budget.Name, budget.Currency, budget.Scope));
        Assert.True(budget.Covers("any", "Any"));
    }

    [Fact]
    public void OfAProviderOrAnAccount_ItCoversThatAlone_InAnyCase()
    {
        CostBudget provider = CostBudget.Of("p", 1m, "USD", provider: "deepseek");
        CostBudget account = CostBudget.Of("a", 1m, "USD", account: "Team");

        Assert.Equal((BudgetScope.Provider, BudgetScope.Account), (provider.Scope, account.Scope));
        Assert.Equal((true, false), (provider.Covers("x", "DeepSeek"), provider.Covers("deepseek", "OpenAI")));
        Assert.Equal((true, false), (account.Covers("team", "OpenAI"), account.Covers("other", "Team")));
    }

    [Theory]
    [InlineData("0.0000000001")]
    [InlineData("0.000000000001")]
    [InlineData("0.0000000005")]
    [InlineData("1000000000.0000000001")]
    public void WhatRoundsToNothing_IsNoAmount(string amount) =>
        Assert.Equal("InvalidBudgetAmount", Assert.Throws<CostException>(() => CostBudget.Of("x", decimal.Parse(amount, CultureInfo.InvariantCulture), "USD")).ErrorId);

    [Fact]
    public void TheSmallestAmount_IsKept() => Assert.Equal(0.000000001m, CostBudget.Of("x", 0.000000001m, "USD").Amount);

    [Theory]
    [InlineData("x", 0, "USD", null, null, "InvalidBudgetAmount")]
    [InlineData("x", 1_000_000_001, "USD", null, null, "InvalidBudgetAmount")]
    [InlineData("", 1, "USD", null, null, "InvalidName")]
    [InlineData("x", 1, "US", null, null, "InvalidCurrency")]
    [InlineData("x", 1, "USD", "a", "b", "BudgetScopeContradiction")]
    [InlineData("x", 1, "USD", "a b", null, "InvalidAccountName")]
    public void WhatCannotBeMeant_IsRefused(string name, int amount, string currency, string? account, string? provider, string errorId) =>
        Assert.Equal(errorId, Assert.Throws<CostException>(() => CostBudget.Of(name, amount, currency, account, provider)).ErrorId);
}
