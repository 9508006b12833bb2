using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Stores;
using static CostCompass.Storage.Tests.Sqlite.StoreInFolder;

namespace CostCompass.Storage.Tests.Sqlite;

public sealed class StoreContentTests : IDisposable
{
    private readonly StoreInFolder _folder = new();

    [Fact]
    public void AnAccount_ComesBackWithAllThatIsStored()
    {
        CostAccount account = Account("team") with
        {
            BaseUri = new Uri("http://127.0.0.1:8080/proxy/"),
            KeySource = KeySource.SecretManagement,
            KeyReference = "deepseek key",
            SecretVault = "Personal",
        };

        _folder.Store.SaveAccount(account);

        Assert.Equal([account], _folder.Store.ReadAccounts());
    }

    [Fact]
    public void SavingAnAccountAgain_ChangesIt_WhateverItsCase()
    {
        _folder.Store.SaveAccount(Account("Team"));
        _folder.Store.SaveAccount(Account("TEAM") with { KeySource = KeySource.Environment, KeyReference = "MY_KEY" });

        CostAccount account = Assert.Single(_folder.Store.ReadAccounts());
        Assert.Equal(("Team", KeySource.Environment, "MY_KEY"), (account.Name, account.KeySource, account.KeyReference));
    }

    [Fact]
    public void ANameBeyondAscii_IsTheSameInAnyCaseToo()
    {
        _folder.Store.SaveAccount(Account("Größe"));
        _folder.Store.SaveAccount(Account("GRÖßE") with { KeySource = KeySource.Environment });
        _folder.Store.Record([Reading(0, 10m, series: Series with { Account = "Größe" })]);
        _folder.Store.Record([Reading(30, 9m, series: Series with { Account = "größe" })]);

        Assert.Equal([("Größe", KeySource.Environment)], _folder.Store.ReadAccounts().Select(account => (account.Name, account.KeySource)));
        Assert.Equal(2, _folder.Snapshots(Series with { Account = "GRÖßE" }).Count);
        Assert.Equal(2, _folder.Store.RemoveHistory("gRöße"));
        Assert.True(_folder.Store.RemoveAccount("GRÖßE"));
    }

    [Fact]
    public void RemovingAnAccount_LeavesItsHistory()
    {
        _folder.Store.SaveAccount(Account("team"));
        _folder.Record(0, 10m);

        Assert.True(_folder.Store.RemoveAccount("TEAM"));
        Assert.False(_folder.Store.RemoveAccount("team"));
        Assert.Empty(_folder.Store.ReadAccounts());
        Assert.Single(_folder.All);
    }

    [Fact]
    public void ASeries_IsFoundWhateverTheCaseOfItsAccount()
    {
        _folder.Store.Record([Reading(0, 10m), Reading(30, 9m, series: Series with { Account = "TEAM" })]);

        Assert.Equal(2, _folder.Snapshots(Series with { Account = "Team" }).Count);
        Assert.Equal(["team"], _folder.Store.ReadSeries().Select(series => series.Key.Account));
    }

    // Snapshots stand at 0-10, 60-70 and 120-130 seconds.
    [Theory]
    [InlineData(-100, -1, "")]
    [InlineData(-100, 0, "0")]
    [InlineData(0, 0, "0")]
    [InlineData(5, 6, "0")]
    [InlineData(30, 40, "0")]
    [InlineData(59, 60, "0 60")]
    [InlineData(60, 60, "60")]
    [InlineData(65, 119, "60")]
    [InlineData(90, 125, "60 120")]
    [InlineData(500, 600, "120")]
    [InlineData(-100, 600, "0 60 120")]
    public void ASpan_BeginsWithTheSnapshotThatStandsOrStoodLast(int from, int to, string firstSeen)
    {
        Runs();

        IEnumerable<double> found = _folder.Store.ReadSnapshots(Series, Noon.AddSeconds(from), Noon.AddSeconds(to))
            .Select(snapshot => (snapshot.FirstSeen - Noon).TotalSeconds);

        Assert.Equal(firstSeen, string.Join(' ', found));
    }

    [Theory]
    [InlineData(-10, 200, 3)]
    [InlineData(0, 60, 2)]
    [InlineData(1, 59, 0)]
    [InlineData(60, 60, 1)]
    public void RemovingSnapshots_TakesThoseThatBeginInTheSpan(int from, int to, int count)
    {
        Runs();
        _folder.Store.Record([Reading(30, 1m, series: Series with { Currency = "CNY" })]);

        Assert.Equal(count, _folder.Store.RemoveSnapshots(Series, Noon.AddSeconds(from), Noon.AddSeconds(to)));
        Assert.Equal((3 - count, 1), (_folder.All.Count, _folder.Snapshots(Series with { Currency = "CNY" }).Count));
    }

    [Fact]
    public void RemovingTheHistoryOfAnAccount_TakesAllItsCurrencies_AndNoOther()
    {
        BalanceSeriesKey other = Series with { Account = "team-2" };
        Runs();
        _folder.Store.Record([Reading(0, 1m, series: Series with { Currency = "CNY" }), Reading(0, 2m, series: other)]);

        Assert.Equal(4, _folder.Store.RemoveHistory("TEAM"));
        Assert.Equal([other], _folder.Store.ReadSeries().Select(series => series.Key));
        Assert.Equal(0, _folder.Store.RemoveHistory("team"));
    }

    [Fact]
    public void TheStatus_CountsWhatIsThere()
    {
        _folder.Store.SaveAccount(Account("team"));
        Runs();

        CostStore status = _folder.Store.ReadStatus();

        Assert.Equal(
            (true, "SQLite", 10, 1, 1, 3L, Noon, Noon.AddSeconds(130)),
            (status.Exists, status.Kind, status.SchemaVersion, status.Accounts, status.Series, status.Snapshots, status.FirstSeen, status.LastSeen));
        Assert.True(status.SizeBytes > 0);
    }

    public void Dispose() => _folder.Dispose();

    private void Runs() => _folder.Store.Record(
        [Reading(0, 10m), Reading(10, 10m), Reading(60, 9m), Reading(70, 9m), Reading(120, 8m), Reading(130, 8m)]);
}
