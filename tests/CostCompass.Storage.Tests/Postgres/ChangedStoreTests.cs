using CostCompass.Storage.Sql;
using CostCompass.Storage.Tests.Contract;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Postgres;

/// <summary>Tables that others change or take away while a session uses them.</summary>
[NeedsServer]
public sealed class ChangedStoreTests : IDisposable
{
    private static readonly Action<SqlCostStore>[] _reads =
    [
        store => store.ReadSeries(),
        store => _ = store.ReadSnapshots(Series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Count(),
        store => store.Quotes.Read(Noon),
        store => store.ReadEvents(),
        store => store.ReadStatus(),
    ];

    private static readonly Action<SqlCostStore>[] _writes =
    [
        store => store.Record([Reading(30, 9m)]),
        store => store.SaveAccount(Account("team")),
        store => store.RemoveHistory(Series.Account),
    ];

    private readonly StoreOnServer _home = new();

    [ContractFact]
    public void AStoreThatIsUpgradedMeanwhile_IsRefusedByTheSessionThatUsesIt()
    {
        _home.Record(0, 10m);
        string before = _home.Content();
        foreach (Action<SqlCostStore> action in (Action<SqlCostStore>[])[.. _reads, .. _writes])
        {
            SqlCostStore store = _home.Another();
            Assert.Single(store.ReadSeries());
            _home.Server.Execute($"INSERT INTO {_home.Schema}.store_version (version) VALUES (99)");

            Refusal(() => action(store), "StoreNewer");
            Refusal(() => action(store), "StoreNewer");
            _home.Server.Execute($"DELETE FROM {_home.Schema}.store_version WHERE version = 99");
            Assert.Equal(before, _home.Content());
            Assert.Single(store.ReadSeries());
        }
    }

    [ContractTheory]
    [InlineData("DELETE FROM {0}.store_version", "is empty")]
    [InlineData("UPDATE {0}.store_version SET version = -3", "version -3")]
    [InlineData("UPDATE {0}.store_version SET version = 0", "version 0")]
    public void AStoreWhoseVersionWasTakenAway_IsDamaged_AndSaysHowItIsMended(string damage, string said)
    {
        _home.Record(0, 10m);
        _home.Server.Execute(string.Format(CultureInfo.InvariantCulture, damage, _home.Schema));

        foreach (Action<SqlCostStore> action in (Action<SqlCostStore>[])[.. _reads, .. _writes, store => store.Make()])
        {
            CostException failure = Refusal(() => action(_home.Another()), "StoreDamaged");
            Assert.Contains(said, failure.Message, StringComparison.Ordinal);
            Assert.Contains($"INSERT INTO {_home.Schema}.store_version", failure.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [ContractFact]
    public void ACheckOfAStoreThatIsUpgradedMeanwhile_NamesItsVersion()
    {
        _home.Record(0, 10m);
        SqlCostStore store = _home.Another();
        Assert.Single(store.ReadSeries());
        _home.Server.Execute($"INSERT INTO {_home.Schema}.store_version (version) VALUES (99)");

        Assert.Contains("version 99", Assert.Single(store.Care.Check()).Finding, StringComparison.Ordinal);
    }

    [ContractFact]
    public void AnUpgrade_WaitsForTheWritesThatHaveBegun()
    {
        _home.Record(0, 10m);
        string id = _home.Store.Quotes.Reserve(QuoteSample.Of(1m), Series, Noon, Noon.AddMinutes(15)).Id!;
        string upgrade = $"SELECT pg_try_advisory_xact_lock(hashtextextended('CostCompass schema {_home.Schema}', 0))";
        bool isLetThrough = true;

        _home.Store.Quotes.Settle(id, Noon.AddMinutes(1), quote =>
        {
            isLetThrough = _home.Server.Query<bool>(upgrade);
            return QuoteSample.Settlement(quote, Noon.AddMinutes(1), 0.5m);
        });

        Assert.False(isLetThrough);
        Assert.True(_home.Server.Query<bool>(upgrade));
    }

    [ContractFact]
    public void AStoreThatIsDroppedMeanwhile_IsSaidToBeGone_AndTakenAsItIsByTheNextCommand()
    {
        foreach (Action<SqlCostStore> action in (Action<SqlCostStore>[])[.. _reads, .. _writes])
        {
            _home.Store.Record([Reading(0, 10m)]);
            _home.Server.Execute($"DROP SCHEMA {_home.Schema} CASCADE");

            Refusal(() => action(_home.Store), "StoreMissing");
            Assert.Empty(_home.Store.ReadSeries());
        }
    }

    [ContractFact]
    public void AStoreThatAnotherPutInItsPlace_IsWrittenTo()
    {
        _home.Record(0, 10m);
        _home.Server.Execute($"DROP SCHEMA {_home.Schema} CASCADE");
        _home.Another().SaveAccount(Account("team"));

        _home.Record(0, 11m);

        Assert.Equal(11m, Assert.Single(_home.All).Levels.Total);
    }

    public void Dispose() => _home.Dispose();
}
