using System.Runtime.CompilerServices;
using CostCompass.Storage.Postgres;
using CostCompass.Storage.Tests.Contract;
using Npgsql;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Postgres;

/// <summary>The script of the documentation, run as it is.</summary>
[NeedsServer]
public sealed class RoleScriptTests : IDisposable
{
    private const string OwnerPassword = "made-up-owner";

    private readonly PostgresServer? _server = PostgresServer.WhyMissing is null ? new PostgresServer() : null;

    [ContractFact]
    public void AMember_ReadsAndWritesRows_AndCanDoNothingElse()
    {
        _server!.Execute(Script("costcompass") + $"ALTER ROLE costcompass_owner PASSWORD '{OwnerPassword}';"
            + "CREATE ROLE ann LOGIN PASSWORD 'made-up-ann' IN ROLE costcompass_member; CREATE ROLE eve LOGIN PASSWORD 'made-up-eve' IN ROLE costcompass_reader;"
            + "CREATE ROLE stranger LOGIN PASSWORD 'made-up-stranger';");
        PostgresCostStore ofMember = Store("ann", "made-up-ann");

        // Before the owner has made the tables a member cannot.
        Refusal(() => ofMember.Record([Reading(0, 10m)]), "StoreReadOnly");
        Store("costcompass_owner", OwnerPassword).Make();

        ofMember.SaveAccount(Account("team"));
        ofMember.Record([Reading(0, 10m), Reading(40 * 86_400, 9m)]);
        ofMember.Usage.Add("team", [new Metering.MeteredCall { At = Noon, Model = "deepseek-chat", CacheHitTokens = 1, CacheMissTokens = 1, OutputTokens = 1 }]);
        ofMember.Quotes.Reserve(QuoteSample.Of(1m), Series, Noon, Noon.AddMinutes(15));
        Assert.Equal(2, ofMember.ReadSnapshots(Series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Count());
        Assert.Equal(2, ofMember.RemoveHistory("team"));

        foreach (string forbidden in (string[])["CREATE TABLE costcompass.mine (a int)", "DROP TABLE costcompass.series", "ALTER TABLE costcompass.account ADD COLUMN secret text", "TRUNCATE costcompass.account", "CREATE SCHEMA mine", "INSERT INTO costcompass.store_version (version) VALUES (99)"])
        {
            Assert.Equal("42501", Assert.Throws<PostgresException>(() => Run("ann", "made-up-ann", forbidden)).SqlState);
        }

        // A reader chooses the store as everybody does: there is nothing to make.
        PostgresCostStore ofReader = Store("eve", "made-up-eve");
        ofReader.Make();
        Assert.Single(ofReader.ReadAccounts());
        Assert.Equal(("Ok", "ReadOnly"), (ofMember.ReadStatus().Health, ofReader.ReadStatus().Health));
        Refusal(() => Store("eve", "made-up-eve").SaveAccount(Account("other")), "StoreReadOnly");
        Refusal(() => Store("stranger", "made-up-stranger").ReadAccounts(), "StoreReadOnly");
    }

    [ContractFact]
    public void AMember_CannotKeepTheOthersFromWriting()
    {
        _server!.Execute(Script("costcompass") + $"ALTER ROLE costcompass_owner PASSWORD '{OwnerPassword}'; CREATE ROLE ann LOGIN PASSWORD 'made-up-ann' IN ROLE costcompass_member;");
        Store("costcompass_owner", OwnerPassword).Make();
        PostgresCostStore ofMember = Store("ann", "made-up-ann");
        ofMember.Record([Reading(0, 10m)]);

        Assert.Equal("42501", Assert.Throws<PostgresException>(
            () => Run("ann", "made-up-ann", "SELECT setval(pg_get_serial_sequence('costcompass.series', 'id'), 9223372036854775807)")).SqlState);
        Assert.Equal("42501", Assert.Throws<PostgresException>(() => Run("ann", "made-up-ann", "SELECT nextval(pg_get_serial_sequence('costcompass.series', 'id'))")).SqlState);

        // The numbers that come next, and the last one that there is.
        foreach (string number in (string[])["2", "9223372036854775807"])
        {
            foreach ((string overriding, string refusal) in (List<(string, string)>)[("", "428C9"), ("OVERRIDING SYSTEM VALUE", "42501")])
            {
                Assert.Equal(refusal, Assert.Throws<PostgresException>(
                    () => Run("ann", "made-up-ann", $"INSERT INTO costcompass.series (id, account, provider, currency) {overriding} VALUES ({number}, 'x', 'x', 'USD')")).SqlState);
            }

            Assert.Equal("428C9", Assert.Throws<PostgresException>(() => Run("ann", "made-up-ann", $"UPDATE costcompass.series SET id = {number}")).SqlState);
        }

        ofMember.Record([Reading((new DateTimeOffset(2027, 1, 5, 0, 0, 0, TimeSpan.Zero) - Noon).TotalSeconds, 9m)]);
        ofMember.Record([Reading(0, 10m, series: Series with { Account = "other" }), Reading(0, 10m, series: Series with { Account = "third" })]);
        Assert.Equal(3, ofMember.ReadSeries().Count);
    }

    [ContractFact]
    public void WhatAMemberWritesIntoARow_IsReadWithoutWhatATerminalObeys()
    {
        _server!.Execute(Script("costcompass") + $"ALTER ROLE costcompass_owner PASSWORD '{OwnerPassword}'; CREATE ROLE ann LOGIN PASSWORD 'made-up-ann' IN ROLE costcompass_member;");
        PostgresCostStore ofOwner = Store("costcompass_owner", OwnerPassword);
        ofOwner.SaveAccount(Account("team"));
        ofOwner.Record([Reading(0, 10m)]);
        ofOwner.Budgets.Save(new Budgets.CostBudget { Name = "all", Amount = 1m, Currency = "USD" });

        const string Hostile = "E'=cmd\\u001b]52;c;YQ==\\u0007\\u202Eb'";
        Run("ann", "made-up-ann", $"UPDATE costcompass.account SET name = {Hostile}; UPDATE costcompass.series SET account = {Hostile}; UPDATE costcompass.budget SET name = {Hostile}");

        string[] read = [ofOwner.ReadAccounts()[0].Name, ofOwner.ReadSeries()[0].Key.Account.Text, ofOwner.Budgets.Read()[0].Name];
        Assert.Equal(["'=cmd\uFFFD]52;c;YQ==\uFFFD\uFFFDb", "'=cmd\uFFFD]52;c;YQ==\uFFFD\uFFFDb", "'=cmd\uFFFD]52;c;YQ==\uFFFD\uFFFDb"], read);
    }

    [ContractFact]
    public void WhoeverHoldsALock_KeepsTheOthersForAShortTimeOnly()
    {
        _server!.Execute(Script("costcompass") + $"ALTER ROLE costcompass_owner PASSWORD '{OwnerPassword}'; CREATE ROLE ann LOGIN PASSWORD 'made-up-ann' IN ROLE costcompass_member;"
            + "CREATE ROLE stranger LOGIN PASSWORD 'made-up-stranger';");
        Store("costcompass_owner", OwnerPassword).Make();
        var ofOwner = new PostgresCostStore(As("costcompass_owner", OwnerPassword) + ";Options=-c lock_timeout=300ms;Command Timeout=20", Path.GetTempPath());
        foreach ((string user, string hold, Action action) in (List<(string, string, Action)>)
        [
            ("ann", "LOCK TABLE costcompass.account IN ACCESS EXCLUSIVE MODE", () => ofOwner.ReadAccounts()),
            ("ann", "LOCK TABLE costcompass.account IN ACCESS EXCLUSIVE MODE", () => ofOwner.SaveAccount(Account("team"))),
            ("stranger", "SELECT pg_advisory_xact_lock(hashtextextended('CostCompass schema costcompass', 0))", () => ofOwner.SaveAccount(Account("team"))),
        ])
        {
            using var connection = new NpgsqlConnection(As(user, "made-up-" + user) + ";Pooling=false");
            connection.Open();
            using NpgsqlTransaction held = connection.BeginTransaction();
            using var command = new NpgsqlCommand(hold, connection);
            command.ExecuteNonQuery();

            CostException failure = Refusal(action, "StoreBusy");
            Assert.Contains("locked", failure.Message, StringComparison.Ordinal);
            Assert.Contains("pg_terminate_backend", failure.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [ContractFact]
    public void TheOwner_CopiesAStoreThere_AndNewRowsOfMembersAreNumberedOn()
    {
        _server!.Execute(Script("costcompass") + $"ALTER ROLE costcompass_owner PASSWORD '{OwnerPassword}'; CREATE ROLE ann LOGIN PASSWORD 'made-up-ann' IN ROLE costcompass_member;");
        using var source = new Sqlite.StoreInFolder();
        source.Record(0, 10m);
        Store("costcompass_owner", OwnerPassword).Make();
        PostgresCostStore ofMember = Store("ann", "made-up-ann");

        CostException refusal = Refusal(() => new Sql.StoreTransfer(source.Store, ofMember).Run(), "StoreReadOnly");
        Assert.Contains("owner", refusal.RecommendedAction, StringComparison.Ordinal);
        new Sql.StoreTransfer(source.Store, Store("costcompass_owner", OwnerPassword)).Run();
        ofMember.Record([Reading(0, 10m, series: Series with { Account = "other" })]);

        Assert.Equal(2, ofMember.ReadSeries().Count);
    }

    [ContractFact]
    public void ASequence_NeverGoesBack_WhenRowsComeWithTheirNumbers()
    {
        _server!.Execute(Script("costcompass") + $"ALTER ROLE costcompass_owner PASSWORD '{OwnerPassword}';");
        PostgresCostStore ofOwner = Store("costcompass_owner", OwnerPassword);
        ofOwner.Record([Reading(0, 10m)]);

        // As while another transaction has taken numbers and not yet written its rows.
        _server.Execute("SELECT setval(pg_get_serial_sequence('costcompass.series', 'id'), 40)");
        ofOwner.Database.Write(connection =>
        {
            connection.ContinueNumbers("series", "id");
            return true;
        });

        Assert.Equal(40, _server.Query<long>("SELECT last_value FROM costcompass.series_id_seq"));
    }

    [ContractFact]
    public void WithoutTheRightToTemporaryTablesForAll_MembersAndTheOwnerKeepIt()
    {
        _server!.Execute("REVOKE TEMPORARY ON DATABASE postgres FROM PUBLIC;" + Script("costcompass") + $"ALTER ROLE costcompass_owner PASSWORD '{OwnerPassword}';"
            + "CREATE ROLE ann LOGIN PASSWORD 'made-up-ann' IN ROLE costcompass_member; CREATE ROLE bea LOGIN PASSWORD 'made-up-bea';");
        Store("costcompass_owner", OwnerPassword).Make();
        Metering.MeteredCall call = new() { At = Noon, Model = "deepseek-chat", CacheHitTokens = 1, CacheMissTokens = 1, OutputTokens = 1 };

        Store("ann", "made-up-ann").Usage.Add("team", [call]);
        using var source = new Sqlite.StoreInFolder();
        source.Store.SaveAccount(Account("team"));
        _server.Execute("DELETE FROM costcompass.metered_call; DELETE FROM costcompass.usage_account");
        new Sql.StoreTransfer(source.Store, Store("costcompass_owner", OwnerPassword)).Run();

        // Somebody who was given the rows in another way.
        _server.Execute("GRANT USAGE ON SCHEMA costcompass TO bea; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA costcompass TO bea");
        CostException refusal = Refusal(() => Store("bea", "made-up-bea").Usage.Add("team", [call]), "StoreReadOnly");
        Assert.Contains("TEMPORARY", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("GRANT TEMPORARY ON DATABASE postgres TO bea", refusal.RecommendedAction, StringComparison.Ordinal);
    }

    [ContractFact]
    public void ASecondStoreOfOneDatabase_HasASchemaOfItsOwn_AndTheSameRoles()
    {
        _server!.Execute(Script("costcompass") + Script("team_b") + $"ALTER ROLE costcompass_owner PASSWORD '{OwnerPassword}';"
            + "CREATE ROLE ann LOGIN PASSWORD 'made-up-ann' IN ROLE costcompass_member;");
        Store("costcompass_owner", OwnerPassword).Make();
        Store("costcompass_owner", OwnerPassword, "team_b").Make();

        Store("ann", "made-up-ann", "team_b").SaveAccount(Account("team"));

        Assert.Single(Store("ann", "made-up-ann", "team_b").ReadAccounts());
        Assert.Empty(Store("ann", "made-up-ann").ReadAccounts());
    }

    public void Dispose() => _server?.Dispose();

    // What psql does with it: it takes its own commands and puts the schema in.
    private static string Script(string schema, [CallerFilePath] string here = "") => string.Join(
        '\n', File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "team-store", "roles.sql")).Where(line => !line.StartsWith('\\')))
        .Replace(":\"schema\"", schema, StringComparison.Ordinal);

    private PostgresCostStore Store(string user, string password, string schema = "costcompass") => new(As(user, password, schema), Path.GetTempPath());

    private string As(string user, string password, string schema = "costcompass") =>
        new NpgsqlConnectionStringBuilder(_server!.ConnectionString(schema)) { Username = user, Password = password }.ToString();

    private void Run(string user, string password, string sql)
    {
        using var connection = new NpgsqlConnection(As(user, password) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
