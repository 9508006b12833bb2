using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Contract;

public abstract class StoreContentContract(StoreUnderTest home) : IDisposable
{
    [ContractFact]
    public void AnAccount_ComesBackWithAllThatIsStored()
    {
        CostAccount account = Account("team") with
        {
            BaseUri = new Uri("http://127.0.0.1:8080/proxy/"),
            KeySource = KeySource.SecretManagement,
            KeyReference = "deepseek key",
            SecretVault = "Personal",
        };

        home.Store.SaveAccount(account);

        Assert.Equal([account], home.Store.ReadAccounts());
    }

    [ContractFact]
    public void SavingAnAccountAgain_ChangesIt_WhateverItsCase()
    {
        home.Store.SaveAccount(Account("Team"));
        home.Store.SaveAccount(Account("TEAM") with { KeySource = KeySource.Environment, KeyReference = "MY_KEY" });

        CostAccount account = Assert.Single(home.Store.ReadAccounts());
        Assert.Equal(("Team", KeySource.Environment, "MY_KEY"), (account.Name, account.KeySource, account.KeyReference));
    }

    [ContractFact]
    public void ANameBeyondAscii_IsTheSameInAnyCaseToo()
    {
        home.Store.SaveAccount(Account("Größe"));
        home.Store.SaveAccount(Account("GRÖßE") with { KeySource = KeySource.Environment });
        home.Store.Record([Reading(0, 10m, series: Series with { Account = "Größe" })]);
        home.Store.Record([Reading(30, 9m, series: Series with { Account = "größe" })]);

        Assert.Equal([("Größe", KeySource.Environment)], home.Store.ReadAccounts().Select(account => (account.Name, account.KeySource)));
        Assert.Equal(2, home.Snapshots(Series with { Account = "GRÖßE" }).Count);
        Assert.Equal(2, home.Store.RemoveHistory("gRöße"));
        Assert.True(home.Store.RemoveAccount("GRÖßE"));
    }

    [ContractFact]
    public void RemovingAnAccount_LeavesItsHistory()
    {
        home.Store.SaveAccount(Account("team"));
        home.Record(0, 10m);

        Assert.True(home.Store.RemoveAccount("TEAM"));
        Assert.False(home.Store.RemoveAccount("team"));
        Assert.Empty(home.Store.ReadAccounts());
        Assert.Single(home.All);
    }

    [ContractTheory]
    [InlineData("Team", "tEAM", true)]
    [InlineData("Ärger", "äRGER", true)]
    [InlineData("MAIN-TITLE", "main-title", true)]
    [InlineData("straße", "STRASSE", false)]
    [InlineData("İzmir", "izmir", false)]
    [InlineData("ı", "I", false)]
    public void ANameInAnotherCase_IsOneAccount_WhereverTheNameIsKept(string first, string other, bool isOne)
    {
        string[] kept = isOne ? [first] : [first, other];
        var cost = new ExportedCost(new Interval(Noon.AddDays(-1), Noon), "deepseek-v4-pro", "Paid", "USD", 0.5m);
        foreach (string name in (string[])[first, other])
        {
            home.Store.SaveAccount(Account(name));
            home.Store.Record([Reading(0, 10m, series: Series with { Account = name })]);
            home.Store.Usage.Add(name, [new MeteredCall { At = Noon, Model = "deepseek-v4-pro", CacheHitTokens = 0, CacheMissTokens = 10, OutputTokens = 30 }]);
            home.Store.Exports.Import(name, new UsageExport { Amounts = [], Costs = [cost], Rows = 1 }, Noon);
            home.Store.Reports.Record(name, "DeepSeek", new CostReport(Noon.AddDays(-1), Noon, Noon, []) { Currency = "USD" }, Noon, Noon);
        }

        Assert.Equal(kept.Order(StringComparer.Ordinal), home.Store.ReadAccounts().Select(account => account.Name).Order(StringComparer.Ordinal));
        AssertKept(home.Store.ReadSeries().Select(series => series.Key.Account));
        AssertKept(home.Store.Usage.ReadAccounts());
        AssertKept(home.Store.Exports.ReadAccounts());
        AssertKept(home.Store.Reports.ReadSeries().Select(series => series.Key.Account));
        Assert.Equal(kept.Length, home.Store.RemoveHistory(other) + home.Store.RemoveHistory(first));
        Assert.Empty(home.Store.ReadSeries());
        Assert.True(home.Store.RemoveAccount(other));
        Assert.Equal(!isOne, home.Store.RemoveAccount(first));

        void AssertKept(IEnumerable<AccountName> names) =>
            Assert.Equal(kept.Order(StringComparer.Ordinal), names.Select(name => name.ToString()).Order(StringComparer.Ordinal));
    }

    [ContractTheory]
    [InlineData("team", "office")]
    [InlineData("Größe", "office")]
    [InlineData("team", "TEAM")]
    public void ARenamedAccount_KeepsAllThatWasRecorded(string name, string newName)
    {
        Fill(name);
        home.Store.Budgets.Save(new CostBudget { Name = "limit", Amount = 5m, Currency = "USD", Account = name });

        Assert.True(home.Store.RenameAccount(name.ToUpperInvariant(), newName));

        Assert.Equal([newName], home.Store.ReadAccounts().Select(account => account.Name));
        Assert.Equal([newName], home.Store.ReadSeries().Select(series => series.Key.Account.Text));
        Assert.Equal([newName], home.Store.ReadEvents().Select(one => one.Account));
        Assert.Equal([newName], home.Store.Usage.ReadAccounts().Select(account => account.Text));
        Assert.Equal([newName], home.Store.Exports.ReadAccounts().Select(account => account.Text));
        Assert.Equal([newName], home.Store.Reports.ReadSeries().Select(series => series.Key.Account.Text));
        Assert.Equal(newName, Assert.Single(home.Store.Budgets.Read()).Account);
        Assert.Equal(2, home.Store.RemoveHistory(newName));
        Assert.False(home.Store.RenameAccount("nobody", "somebody"));
    }

    [ContractTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void AnAccount_IsNotGivenTheNameOfAnother_OrOfAHistory(bool isConnected)
    {
        Fill("team");
        if (isConnected)
        {
            home.Store.SaveAccount(Account("Office"));
        }
        else
        {
            home.Store.Record([Reading(0, 10m, series: Series with { Account = "Office" })]);
        }

        Refusal(() => home.Store.RenameAccount("team", "office"), "AccountExists");

        Assert.Contains("team", home.Store.ReadAccounts().Select(account => account.Name));
        Assert.Contains("team", home.Store.ReadEvents().Select(one => one.Account));
    }

    [ContractFact]
    public void WhatIsRecorded_IsNamedAsTheHistoryIs()
    {
        home.Record(0, 10m);

        RecordedReading recorded = Assert.Single(home.Store.Record(
            [Reading(60, 9m, series: new BalanceSeriesKey("TEAM", "deepseek", "USD"))]));

        Assert.Equal(("team", "DeepSeek"), (recorded.Series.Account.ToString(), recorded.Series.Provider));
        Assert.Equal([10m, 9m], home.All.Select(snapshot => snapshot.Levels.Total));
    }

    [ContractFact]
    public void ASeries_IsFoundWhateverTheCaseOfItsAccount()
    {
        home.Store.Record([Reading(0, 10m), Reading(30, 9m, series: Series with { Account = "TEAM" })]);

        Assert.Equal(2, home.Snapshots(Series with { Account = "Team" }).Count);
        Assert.Equal(["team"], home.Store.ReadSeries().Select(series => series.Key.Account));
    }

    // Snapshots stand at 0-10, 60-70 and 120-130 seconds.
    [ContractTheory]
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

        IEnumerable<double> found = home.Store.ReadSnapshots(Series, Noon.AddSeconds(from), Noon.AddSeconds(to))
            .Select(snapshot => (snapshot.FirstSeen - Noon).TotalSeconds);

        Assert.Equal(firstSeen, string.Join(' ', found));
    }

    [ContractTheory]
    [InlineData(-10, 200, 3)]
    [InlineData(0, 60, 2)]
    [InlineData(1, 59, 0)]
    [InlineData(60, 60, 1)]
    public void RemovingSnapshots_TakesThoseThatBeginInTheSpan(int from, int to, int count)
    {
        Runs();
        home.Store.Record([Reading(30, 1m, series: Series with { Currency = "CNY" })]);

        Assert.Equal(count, home.Store.RemoveSnapshots(Series, Noon.AddSeconds(from), Noon.AddSeconds(to)));
        Assert.Equal((3 - count, 1), (home.All.Count, home.Snapshots(Series with { Currency = "CNY" }).Count));
    }

    [ContractFact]
    public void RemovingTheHistoryOfAnAccount_TakesAllItsCurrencies_AndNoOther()
    {
        BalanceSeriesKey other = Series with { Account = "team-2" };
        Runs();
        home.Store.Record([Reading(0, 1m, series: Series with { Currency = "CNY" }), Reading(0, 2m, series: other)]);

        Assert.Equal(4, home.Store.RemoveHistory("TEAM"));
        Assert.Equal([other], home.Store.ReadSeries().Select(series => series.Key));
        Assert.Equal(0, home.Store.RemoveHistory("team"));
    }

    [ContractFact]
    public void TheStatus_CountsWhatIsThere()
    {
        home.Store.SaveAccount(Account("team"));
        Runs();

        CostStore status = home.Store.ReadStatus();

        Assert.Equal(
            (true, home.Kind, 1, 1, 3L, Noon, Noon.AddSeconds(130)),
            (status.Exists, status.Kind, status.Accounts, status.Series, status.Snapshots, status.FirstSeen, status.LastSeen));
        Assert.True(status.SizeBytes > 0 && status.SchemaVersion > 0);
    }

    // One row in each table that names accounts.
    private void Fill(string name)
    {
        home.Store.SaveAccount(Account(name));
        home.Store.Record([Reading(0, 10m, series: Series with { Account = name })]);
        home.Store.AddEvents([new CostBalanceEvent { Account = name, Currency = "USD", Kind = BalanceEventKind.TopUp, Amount = 5m, At = Noon, RecordedAt = Noon }]);
        home.Store.Usage.Add(name, [new MeteredCall { At = Noon, Model = "deepseek-v4-pro", CacheHitTokens = 0, CacheMissTokens = 10, OutputTokens = 30 }]);
        home.Store.Exports.Import(
            name,
            new UsageExport { Amounts = [], Costs = [new ExportedCost(new Interval(Noon.AddDays(-1), Noon), "deepseek-v4-pro", "Paid", "USD", 0.5m)], Rows = 1 },
            Noon);
        home.Store.Reports.Record(
            name, "DeepSeek", new CostReport(Noon.AddDays(-1), Noon, Noon, [new ReportedCost(Noon.AddDays(-1), Noon, "USD", 1m, "api", null)]), Noon, Noon);
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Runs() => home.Store.Record(
        [Reading(0, 10m), Reading(10, 10m), Reading(60, 9m), Reading(70, 9m), Reading(120, 8m), Reading(130, 8m)]);
}
