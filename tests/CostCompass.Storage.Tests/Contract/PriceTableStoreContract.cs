using CostCompass.Storage.Sql;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Contract;

public abstract class PriceTableStoreContract(StoreUnderTest home) : IDisposable
{
    private static readonly PriceTableText First = new(PriceTableKind.Holiday, "first.csv", "first_day,last_day,verified\n2027-01-01,2027-01-01,true\n");
    private static readonly PriceTableText Second = First with { Name = "second.csv", Content = First.Content.Replace("true", "false", StringComparison.Ordinal) };

    private PriceTableStore Tables => home.Store.PriceTables;

    [ContractFact]
    public void WithoutAStore_ThereIsNone_AndReadingMakesNone()
    {
        Assert.Empty(Tables.Read());
        Assert.Empty(Tables.ReadVersions());
        Assert.False(Tables.Remove(1));
        Assert.False(home.Store.Exists);
    }

    [ContractFact]
    public void Tables_ComeBackAsTheyWere_InTheirOrder()
    {
        IReadOnlyList<StoredPriceTable> added = Tables.Add([First, Second], Noon);

        Assert.Equal([new StoredPriceTable(1, Noon, First), new StoredPriceTable(2, Noon, Second)], added);
        Assert.Equal(added, Tables.Read());
        Assert.Equal([1L, 2L], Tables.ReadVersions());
    }

    [ContractFact]
    public void TheNewestOfItsKind_IsNotAddedAgain_AndAnOlderOneIs()
    {
        Tables.Add([First], Noon);

        Assert.Equal(1, Assert.Single(Tables.Add([First with { Name = "renamed.csv" }], Noon.AddDays(1))).Version);
        Assert.Equal(2, Assert.Single(Tables.Add([Second], Noon.AddDays(1))).Version);
        Assert.Equal(3, Assert.Single(Tables.Add([First], Noon.AddDays(2))).Version);
    }

    [ContractFact]
    public void ANumber_IsNotGivenAgain()
    {
        Tables.Add([First], Noon);

        Assert.True(Tables.Remove(1));
        Assert.Equal(2, Assert.Single(Tables.Add([First], Noon)).Version);
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }
}
