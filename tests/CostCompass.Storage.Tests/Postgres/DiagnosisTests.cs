using System.Net.Sockets;
using CostCompass.Storage.Postgres;
using CostCompass.Storage.Tests.Contract;
using Npgsql;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Postgres;

/// <summary>What is said of a server that cannot be used as it is.</summary>
[NeedsServer]
public sealed class DiagnosisTests : IDisposable
{
    private readonly StoreOnServer _home = new();

    [ContractFact]
    public void WithoutAPassword_AccessIsDenied_AndNotTriedAgain()
    {
        Exception cause = Refusal(() => Store(text => text.Remove("Password")).ReadSeries(), "StoreAccessDenied").InnerException!;

        Assert.Contains("password", Refusal(() => Store(text => text.Remove("Password")).ReadSeries(), "StoreAccessDenied").Message, StringComparison.Ordinal);
        Assert.False(PostgresFailure.IsPassing(cause));
    }

    [ContractFact]
    public void WithoutAPassword_AccessIsDenied_AlsoByOneOfSeveralServers()
    {
        CostException failure = Refusal(
            () => Store(text =>
            {
                text.Host = $"127.0.0.1:1,127.0.0.1:{_home.Server.Port}";
                text.Remove("Password");
            }).ReadSeries(),
            "StoreAccessDenied");

        Assert.Contains("password", failure.Message, StringComparison.Ordinal);
    }

    [ContractFact]
    public void AUserWithOneConnection_IsToldThatASessionNeedsTwo()
    {
        _home.Record(0, 10m);
        string user = "u" + Guid.NewGuid().ToString("n");
        _home.Server.Execute(
            $"""
            CREATE ROLE {user} LOGIN PASSWORD 'made-up' CONNECTION LIMIT 1;
            GRANT USAGE ON SCHEMA {_home.Schema} TO {user};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {_home.Schema} TO {user};
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA {_home.Schema} TO {user}
            """);
        var text = new NpgsqlConnectionStringBuilder(_home.Server.ConnectionString(_home.Schema)) { Username = user, Password = "made-up" };
        var database = new PostgresDatabase(PostgresAddress.Parse(text.ToString()), TimeSpan.FromSeconds(1));

        using IEnumerator<string> reading = database.Stream(connection => connection.Stream("SELECT account FROM series", row => row.Text(0))).GetEnumerator();
        Assert.True(reading.MoveNext());
        CostException failure = Refusal(() => database.Write(connection => connection.Run("DELETE FROM series")), "StoreBusy");

        Assert.Contains("two", failure.Message, StringComparison.Ordinal);
        Assert.Contains("CONNECTION LIMIT", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(10m, Assert.Single(_home.All).Levels.Total);
    }

    [ContractFact]
    public void WhatTheServerCannotTake_IsNotSaidToBeWorthAnotherTry()
    {
        _home.Record(0, 10m);
        _home.Server.Execute($"ALTER TABLE {_home.Schema}.account ALTER COLUMN name TYPE varchar(5)");

        CostException failure = Refusal(() => _home.Store.SaveAccount(Account("too-long")), "StoreFailed");

        Assert.Equal(CostErrorKind.InvalidInput, failure.Kind);
        Assert.DoesNotContain("Run the command again", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [ContractFact]
    public void WhatCannotBeWritten_IsNotSaidToBeADamagedStore()
    {
        _home.Record(0, 10m);
        var database = new PostgresDatabase(PostgresAddress.Parse(_home.Server.ConnectionString(_home.Schema)));

        foreach (Exception exception in (Exception[])[new ArgumentOutOfRangeException("year"), new System.Text.EncoderFallbackException("made up"), new OverflowException()])
        {
            CostException failure = Refusal(() => database.Write<bool>(_ => throw exception), "StoreFailed");
            Assert.DoesNotContain("backup", failure.RecommendedAction, StringComparison.OrdinalIgnoreCase);
            Assert.Same(exception, Assert.ThrowsAny<Exception>(() => database.Read<bool>(_ => throw exception)));
        }

        Assert.Single(_home.All);
    }

    [ContractFact]
    public void AnErrorOverAStoreThatHoldsSomethingUnreadable_IsDamage()
    {
        _home.Store.SaveAccount(Account("team"));
        _home.Store.ExchangeRates.Save(new CostExchangeRate { From = "EUR", To = "USD", Rate = 1.1m, Date = new DateOnly(2026, 1, 1) });
        _home.Server.Execute($"UPDATE {_home.Schema}.exchange_rate SET rate = '1,1'");
        var database = new PostgresDatabase(PostgresAddress.Parse(_home.Server.ConnectionString(_home.Schema)));

        Refusal(() => _home.Store.ExchangeRates.Read(), "StoreDamaged");
        Refusal(() => database.Read<bool>(_ => throw new FormatException()), "StoreDamaged");
        Assert.Contains(_home.Store.Care.Check(), check => !check.IsOk);
    }

    [ContractFact]
    public void AHostThatIsNotKnown_IsSaidToBeMisspelled_AndNotTriedAgain()
    {
        var times = new List<Exception>();
        var repetition = new Repetition(PostgresAddress.Parse("Host=nohost.invalid;Database=costs;Username=ann"), exception =>
        {
            times.Add(exception);
            return PostgresFailure.From(exception, "nohost.invalid/costs");
        }, () => false);
        int attempts = 0;

        CostException failure = Refusal(
            () => repetition.Run<bool>(() =>
            {
                attempts++;
                throw new SocketException((int)SocketError.HostNotFound);
            }),
            "StoreNotReachable");

        Assert.Equal((1, 1), (attempts, times.Count));
        Assert.Contains("spelling", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("spelling", Refusal(() => repetition.Run(repetition.Connect), "StoreNotReachable").RecommendedAction, StringComparison.Ordinal);
    }

    [ContractFact]
    public void AMistakeInTheUseOfAConnection_IsNotTakenForALostOne()
    {
        _home.Record(0, 10m);
        var database = new PostgresDatabase(PostgresAddress.Parse(_home.Server.ConnectionString(_home.Schema)));
        int attempts = 0;

        Assert.Throws<InvalidOperationException>(() => database.Read<bool>(_ =>
        {
            attempts++;
            throw new InvalidOperationException("made up") { Source = "Npgsql" };
        }));

        Assert.Equal(1, attempts);
    }

    [ContractFact]
    public void ADatabaseThatIsNotUtf8_IsRefused_AndNothingIsMadeThere()
    {
        string name = "d" + Guid.NewGuid().ToString("n");
        foreach (string encoding in (string[])["LATIN1", "SQL_ASCII"])
        {
            _home.Server.Execute($"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0");
            PostgresCostStore store = Store(text =>
            {
                text.Database = name;
                text.Pooling = false;
            });

            Assert.Contains(encoding, Refusal(store.Make, "StoreNotUtf8").Message, StringComparison.Ordinal);
            Refusal(() => store.ReadSeries(), "StoreNotUtf8");
            Refusal(() => store.Record([Reading(0, 10m)]), "StoreNotUtf8");
            _home.Server.Execute($"DROP DATABASE {name}");
        }
    }

    public void Dispose() => _home.Dispose();

    private PostgresCostStore Store(Action<NpgsqlConnectionStringBuilder> change)
    {
        var text = new NpgsqlConnectionStringBuilder(_home.Server.ConnectionString(_home.Schema, byTcp: true));
        change(text);
        return new PostgresCostStore(text.ToString(), Path.GetTempPath());
    }
}
