using CostCompass.Storage.Sql;

namespace CostCompass.Storage.Tests.Contract;

public abstract class BudgetStoreContract(StoreUnderTest home) : IDisposable
{
    private static readonly CostBudget All = CostBudget.Of("All", 100.000000001m, "USD");

    private BudgetStore Budgets => home.Store.Budgets;

    [ContractFact]
    public void WithoutAStore_ThereIsNone_AndAskingMakesNone()
    {
        Assert.Empty(Budgets.Read());
        Assert.False(Budgets.Remove("x"));
        Assert.False(home.Store.Exists);
    }

    [ContractFact]
    public void Budgets_ComeBackAsTheyWere_ByName()
    {
        CostBudget team = CostBudget.Of("team", 5m, "CNY", account: "team");
        CostBudget provider = CostBudget.Of("DeepSeek in all", 7m, "EUR", provider: "DeepSeek");
        Budgets.Save(team);
        Budgets.Save(All);
        Budgets.Save(provider);

        Assert.Equal([All, provider, team], Budgets.Read());
    }

    [ContractTheory]
    [InlineData("All", "ALL")]
    [InlineData("Büro", "BÜRO")]
    public void TheSameName_IsReplaced_AndKeepsItsSpelling(string name, string other)
    {
        Budgets.Save(All with { Name = name });

        CostBudget saved = Budgets.Save(CostBudget.Of(other, 50m, "EUR", account: "team"));

        Assert.Equal(CostBudget.Of(name, 50m, "EUR", account: "team"), saved);
        Assert.Equal([saved], Budgets.Read());
        Assert.True(Budgets.Remove(other));
        Assert.Empty(Budgets.Read());
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }
}
