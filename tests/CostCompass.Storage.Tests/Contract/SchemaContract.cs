using CostCompass.Storage.Sql;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Contract;

/// <summary>A store of a former version becomes one of the next, and a store of a newer one is left alone.</summary>
public abstract class SchemaContract(StoreUnderTest home) : IDisposable
{
    private static readonly StoreSchema _next = StoreSchema.Current.With(
        """
        ALTER TABLE budget ADD COLUMN note TEXT NOT NULL DEFAULT 'none';
        CREATE TABLE remark (
            id     INTEGER PRIMARY KEY,
            about  TEXT NOT NULL UNIQUE COLLATE NOCASE,
            number INTEGER CHECK (number >= 0)
        ) STRICT;
        """);

    [ContractFact]
    public void AnEarlierVersion_KeepsWhatItHas_AndGetsTheTablesOfTheNextOne()
    {
        Fill();

        SqlCostStore next = home.OfSchema(_next);

        Assert.Equal("team", Assert.Single(next.ReadAccounts()).Name);
        Assert.Equal([10m, 9.000000001m], next.ReadSnapshots(Series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Select(snapshot => snapshot.Levels.Total));
        Assert.Equal(5m, Assert.Single(next.Budgets.Read()).Amount);
        Assert.Equal(StoreSchema.Current.Version + 1, next.ReadStatus().SchemaVersion);
        Assert.Equal(["none"], next.Database.Read(connection => connection.Query("SELECT note FROM budget", row => row.Text(0))));
        Assert.Equal(["id", "about", "number"], next.Database.Read(connection => connection.ColumnsOf("remark")));
    }

    [ContractFact]
    public void AStoreOfTheNextVersion_IsTheSame_WhetherItWasMadeSoOrBecameSo()
    {
        Fill();
        home.OfSchema(_next).Make();
        Assert.Single(home.OfSchema(_next).ReadAccounts());
        using StoreUnderTest other = home.Fresh();
        SqlCostStore made = other.OfSchema(_next);
        made.Make();

        foreach (string table in (string[])["remark", .. TransferTable.All.Select(table => table.Name)])
        {
            Assert.Equal(Columns(made, table), Columns(home.OfSchema(_next), table));
        }
    }

    [ContractFact]
    public void AStoreOfTheNextVersion_IsRefusedByThisOne_AndStays()
    {
        Fill();
        Assert.Single(home.OfSchema(_next).ReadAccounts());

        Refusal(() => home.Another().ReadAccounts(), "StoreNewer");
        Refusal(() => home.Another().SaveAccount(Account("other")), "StoreNewer");

        Assert.Single(home.OfSchema(_next).ReadAccounts());
    }

    [ContractFact]
    public void ManyThatOpenAnEarlierVersionAtOnce_FindTheNextOne()
    {
        Fill();

        Parallel.For(0, 8, _ => Assert.Single(home.OfSchema(_next).ReadAccounts()));

        Assert.Equal(StoreSchema.Current.Version + 1, home.OfSchema(_next).ReadStatus().SchemaVersion);
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }

    private static List<string> Columns(SqlCostStore store, string table) => store.Database.Read(connection => connection.ColumnsOf(table));

    private void Fill()
    {
        home.Store.SaveAccount(Account("team"));
        home.Store.Record([Reading(0, 10m), Reading(30, 9.000000001m)]);
        home.Store.Budgets.Save(new CostBudget { Name = "all", Amount = 5m, Currency = "USD" });
    }
}
