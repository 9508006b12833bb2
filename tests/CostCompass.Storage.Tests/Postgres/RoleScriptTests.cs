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
        _server!.Execute(Script().Replace(":'owner_password'", $"'{OwnerPassword}'", StringComparison.Ordinal)
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

        foreach (string forbidden in (string[])["CREATE TABLE costcompass.mine (a int)", "DROP TABLE costcompass.series", "ALTER TABLE costcompass.account ADD COLUMN secret text", "TRUNCATE costcompass.account", "CREATE SCHEMA mine"])
        {
            Assert.Equal("42501", Assert.Throws<PostgresException>(() => Run("ann", "made-up-ann", forbidden)).SqlState);
        }

        Assert.Single(Store("eve", "made-up-eve").ReadAccounts());
        Refusal(() => Store("eve", "made-up-eve").SaveAccount(Account("other")), "StoreReadOnly");
        Refusal(() => Store("stranger", "made-up-stranger").ReadAccounts(), "StoreReadOnly");
        Assert.Equal("42501", Assert.Throws<PostgresException>(() => Run("stranger", "made-up-stranger", "SELECT costcompass.require_snapshot_month(24000)")).SqlState);
    }

    public void Dispose() => _server?.Dispose();

    private static string Script([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "team-store", "roles.sql"));

    private PostgresCostStore Store(string user, string password) => new(As(user, password), Path.GetTempPath());

    private string As(string user, string password) =>
        new NpgsqlConnectionStringBuilder(_server!.ConnectionString("costcompass")) { Username = user, Password = password }.ToString();

    private void Run(string user, string password, string sql)
    {
        using var connection = new NpgsqlConnection(As(user, password) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
