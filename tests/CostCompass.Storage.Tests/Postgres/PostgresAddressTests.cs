using CostCompass.Storage.Postgres;
using CostCompass.Storage.Tests.Contract;
using Npgsql;

namespace CostCompass.Storage.Tests.Postgres;

public sealed class PostgresAddressTests
{
    private const string Secret = "Tr0ub4dor-made-up";

    [Theory]
    [InlineData("Host=db.example.com;Database=costs", SslMode.VerifyFull)]
    [InlineData("Host=db.example.com;Database=costs;SSL Mode=VerifyCA", SslMode.VerifyCA)]
    [InlineData("Host=db.example.com;Database=costs;SslMode=Require", SslMode.Require)]
    [InlineData("Host=10.0.0.7,127.0.0.1;Database=costs", SslMode.VerifyFull)]
    [InlineData("Host=127.0.0.1;Database=costs", SslMode.Prefer)]
    [InlineData("Host=localhost:5433;Database=costs;SSL Mode=Disable", SslMode.Disable)]
    [InlineData("Host=[::1]:5433;Database=costs", SslMode.Prefer)]
    [InlineData("Host=/var/run/postgresql;Database=costs", SslMode.Prefer)]
    public void ToAnotherMachine_TlsIsRequired(string text, SslMode expected) =>
        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(PostgresAddress.Parse(text).ConnectionString).SslMode);

    [Theory]
    [InlineData("Host=db.example.com;Database=costs;SSL Mode=Disable")]
    [InlineData("Host=db.example.com;Database=costs;sslmode=prefer")]
    [InlineData("Host=localhost,db.example.com;Database=costs;SslMode=Allow")]
    [InlineData("Host=localhost.example.com;Database=costs;SSL Mode=Disable")]
    [InlineData("Host=127.0.0.1.example.com;Database=costs;SSL Mode=Disable")]
    public void AConnectionThatOthersCouldListenTo_IsRefused(string text) =>
        StoreUnderTest.Refusal(() => PostgresAddress.Parse(text), "StoreTlsRequired");

    [Theory]
    [InlineData("Password=x", "Host is missing")]
    [InlineData("Host=db.example.com", "Database is missing")]
    [InlineData("Host=db.example.com:0;Database=costs", "a port must be between 1 and 65535")]
    [InlineData("Host=db.example.com;Database=costs;Maximum Pool Size=1", "Maximum Pool Size must be at least 2 and at least Minimum Pool Size, because a session needs two connections")]
    public void WhatIsWrong_IsSaidInPlainWords(string text, string why) =>
        Assert.Equal($"The connection string is not valid: {why}.", StoreUnderTest.Refusal(() => PostgresAddress.Parse(text), "InvalidConnectionString").Message);

    [Theory]
    [InlineData("Host=db.example.com;Database=costs;Nonsense=" + Secret)]
    [InlineData("Host=db.example.com;Database=costs;Port=" + Secret)]
    [InlineData("Host=db.example.com;Database=costs;Port=99999;Password=" + Secret)]
    [InlineData("Host=db.example.com:99999;Database=costs;Password=" + Secret)]
    [InlineData("Host=a.example.com,[::1]:99999999999;Database=costs;Password=" + Secret)]
    [InlineData("Host=a.example.com:0,b.example.com;Database=costs;Password=" + Secret)]
    [InlineData("Host=db.example.com;Database=costs;Maximum Pool Size=1;Password=" + Secret)]
    [InlineData("Host=db.example.com;Database=costs;MaxPoolSize=4;Minimum Pool Size=5;Password=" + Secret)]
    [InlineData("Password=" + Secret)]
    [InlineData("Host=db.example.com;Password=" + Secret)]
    [InlineData("Host=db.example.com;Database=costs;Search Path=a,b;Password=" + Secret)]
    [InlineData("Host=db.example.com;Database=costs;Search Path=\"A\";Password=" + Secret)]
    [InlineData("postgres://ann:" + Secret + "@db.example.com/costs")]
    public void WhatCannotBeRead_IsRefused_AndNotRepeated(string text)
    {
        CostException failure = StoreUnderTest.Refusal(() => PostgresAddress.Parse(text), "InvalidConnectionString");

        Assert.DoesNotContain(Secret, failure + failure.RecommendedAction, StringComparison.OrdinalIgnoreCase);
        Assert.Null(failure.InnerException);
    }

    [Theory]
    [InlineData("Host=db.example.com;Database=costs;Username=ann;Password=" + Secret, "db.example.com/costs")]
    [InlineData("Host=db.example.com;Port=6432;Database=costs;Search Path=team_b;Password=" + Secret, "db.example.com:6432/costs (team_b)")]
    [InlineData("Host=a.example.com,b.example.com:5433;Database=costs;Password=" + Secret, "a.example.com,b.example.com:5433/costs")]
    public void WhatIsShown_IsHostAndDatabase(string text, string shown) => Assert.Equal(shown, PostgresAddress.Parse(text).Shown);

    [Fact]
    public void OfSeveralHosts_TheOneThatTakesWritesIsUsed_UnlessSaidOtherwise()
    {
        static string? Sought(string more) =>
            new NpgsqlConnectionStringBuilder(PostgresAddress.Parse("Host=a.example.com,b.example.com;Database=costs" + more).ConnectionString).TargetSessionAttributes;

        Assert.Equal("read-write", Sought(""));
        Assert.Equal("any", Sought(";Target Session Attributes=any"));
    }

    [Theory]
    [InlineData("Host=a.example.com,b.example.com;Database=costs", 1)]
    [InlineData("Host=a.example.com,b.example.com;Database=costs;Host Recheck Seconds=30", 30)]
    [InlineData("Host=a.example.com;Database=costs", 10)]
    public void OfSeveralHosts_ACopyThatTakesOverIsFoundWithinASecond(string text, int seconds) =>
        Assert.Equal(seconds, new NpgsqlConnectionStringBuilder(PostgresAddress.Parse(text).ConnectionString).HostRecheckSeconds);

    [Theory]
    [InlineData("Host=db.example.com;Database=costs", 300)]
    [InlineData("Host=db.example.com;Database=costs;Command Timeout=30", 30)]
    [InlineData("Host=db.example.com;Database=costs;CommandTimeout=7", 7)]
    public void AStatementMayTakeFiveMinutes_UnlessSaidOtherwise(string text, int seconds) =>
        Assert.Equal(seconds, new NpgsqlConnectionStringBuilder(PostgresAddress.Parse(text).ConnectionString).CommandTimeout);

    [Fact]
    public void TheHighestPortAndTheSmallestPool_AreTaken() =>
        Assert.Equal("db.example.com:65535/costs", PostgresAddress.Parse("Host=db.example.com:65535;Database=costs;Maximum Pool Size=2").Shown);
}
