using Microsoft.Data.Sqlite;
using static CostCompass.Logs.Tests.AgentLines;
using static CostCompass.Logs.Tests.Metered;

namespace CostCompass.Logs.Tests;

public sealed class OpenCodeTests
{
    // 5,000 from the cache, 105 not, 15 of output with 5 of reasoning among them.
    private const string Tokens = """{"total":5120,"input":105,"output":10,"reasoning":5,"cache":{"read":5000,"write":0}}""";
    private const string OldTokens = """{"input":105,"output":15,"reasoning":5,"cache":{"read":5000,"write":0}}""";

    [Fact]
    public void AMessage_IsACall_WithTheReasoningBesideTheOutput()
    {
        MeteredCall call = One(OpenCode("msg_1", AgentLines.Noon, Tokens));

        Assert.Equal((5000, 105, 15, 5L), Counts(call));
        Assert.Equal(("msg_1", "deepseek-v4-pro", Utc(Metered.Noon), Utc("2026-11-10T11:59:51Z")), (call.Id, call.Model, call.At, call.StartedAt));
        Assert.Equal(new CallOrigin("OpenCode", "/home/dev/app", "ses_1"), call.Origin);
        Assert.Null(call.Otherwise);
    }

    // Before there was a total, versions differed in whether the output contains the reasoning.
    [Fact]
    public void WithoutATotal_TheCostTells_AndElseBothAreKept()
    {
        MeteredCall unknown = One(OpenCode("msg_1", AgentLines.Noon, OldTokens));
        Assert.Equal((20L, new CallTokens(5000, 105, 15)), (unknown.OutputTokens, unknown.Otherwise));

        DeepSeekPrice price = DeepSeekPriceCatalog.BuiltIn.Find("deepseek-v4-pro", "USD", Utc(Metered.Noon));
        foreach (int output in new[] { 15, 20 })
        {
            decimal cost = ((5000 * price.CacheHit!.Value) + (105 * price.CacheMiss) + (output * price.Output)) / 1_000_000m;
            MeteredCall told = One(OpenCode("msg_1", AgentLines.Noon, OldTokens, cost: ((double)cost).ToString("R", CultureInfo.InvariantCulture)));
            Assert.Equal((output, null), ((int)told.OutputTokens, told.Otherwise));
        }

        Assert.Equal(15, One(OpenCode("msg_1", AgentLines.Noon, OldTokens.Replace("{\"input\"", "{\"total\":5120,\"input\"", StringComparison.Ordinal))).OutputTokens);
    }

    [Fact]
    public void WhatWasWrittenToTheCache_WasNoHit() =>
        Assert.Equal(109, One(OpenCode("msg_1", AgentLines.Noon, Tokens.Replace("\"write\":0", "\"write\":4", StringComparison.Ordinal))).CacheMissTokens);

    [Fact]
    public void AMessageOfTheUser_AndAnAnswerThatNeverCame_AreNoCalls()
    {
        Assert.Empty(Read("""{"id":"msg_1","sessionID":"ses_1","role":"user","time":{"created":1794312000000},"model":{"providerID":"deepseek","modelID":"deepseek-v4-pro"}}""").Calls);
        Assert.Empty(Read(OpenCode("msg_1", AgentLines.Noon, """{"input":0,"output":0,"reasoning":0,"cache":{"read":0,"write":0}}""")).Calls);
    }

    [Fact]
    public void AModelOfAnotherVendor_IsNamedByIt()
    {
        Assert.Equal("openrouter/deepseek/deepseek-v4-pro", One(OpenCode("m", AgentLines.Noon, Tokens, "deepseek/deepseek-v4-pro", "openrouter")).Model);
        Assert.Equal("opencode/deepseek-v4-pro", One(OpenCode("m", AgentLines.Noon, Tokens, provider: "opencode")).Model);
    }

    [Fact]
    public void ADatabase_IsReadWhileItIsWritten_WithItsLog()
    {
        using var folder = new TempFolder();
        string path = System.IO.Path.Combine(folder.Path, "opencode.db");
        using SqliteConnection writer = Create(path);
        for (int number = 0; number < 500; number++)
        {
            Insert(writer, $"msg_{number}", OpenCodeData(AgentLines.Noon + number, Tokens));
        }

        Insert(writer, "msg_user", "\"role\":\"user\",\"time\":{\"created\":1794312000000}");
        using SqliteTransaction open = writer.BeginTransaction();
        Insert(writer, "msg_open", OpenCodeData(AgentLines.Noon + 9999, Tokens), open);
        Assert.True(new FileInfo(path + "-wal").Length > 100_000);

        (List<MeteredCall> calls, List<UsageFault> faults) = TempFolder.Read(path);

        Assert.Empty(faults);
        Assert.Equal(Enumerable.Range(0, 500).Select(number => $"msg_{number}"), calls.Select(call => call.Id));
        Assert.All(calls, call => Assert.Equal((5000, 105, 15, 5L), Counts(call)));
        Assert.Equal("ses_1", calls[0].Origin!.Session);
        Insert(writer, "msg_last", OpenCodeData(AgentLines.Noon + 10_000, Tokens), open);
        open.Commit();
        Assert.Equal(502, TempFolder.Read(path).Calls.Count);
    }

    [Fact]
    public void ACallInTheDatabase_AndInAnOlderFile_CountsOnce()
    {
        using var folder = new TempFolder();
        string path = System.IO.Path.Combine(folder.Path, "opencode.db");
        using SqliteConnection writer = Create(path);
        Insert(writer, "msg_1", OpenCodeData(AgentLines.Noon, Tokens));
        string file = folder.Write("storage/message/ses_1/msg_1.json", OpenCode("msg_1", AgentLines.Noon, Tokens));

        var reader = new LogReader(new MeterDefaults());
        reader.ReadFile(file, 0, fault => Assert.Fail(fault.Message));
        reader.ReadFile(path, 1, fault => Assert.Fail(fault.Message));

        Assert.Equal(1, reader.Calls.Count);
    }

    [Fact]
    public void KiloCode_KeepsTheSame()
    {
        using var folder = new TempFolder();
        string path = System.IO.Path.Combine(folder.Path, "kilo.db");
        using SqliteConnection writer = Create(path);
        Insert(writer, "msg_1", OpenCodeData(AgentLines.Noon, Tokens));

        Assert.Equal("Kilo Code", Assert.Single(TempFolder.Read(path).Calls).Origin!.Agent);
    }

    [Fact]
    public void ADatabaseOfSomethingElse_HasNoCall_AndADamagedOneIsTold()
    {
        using var folder = new TempFolder();
        string other = System.IO.Path.Combine(folder.Path, "other.db");
        using (var connection = new SqliteConnection($"Data Source={other};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE thing (id TEXT)";
            command.ExecuteNonQuery();
        }

        Assert.Empty(TempFolder.Read(other).Calls);
        Assert.Throws<InvalidDataException>(() => TempFolder.Read(folder.Write("opencode.db", [.. "SQLite format 3\0"u8, .. new byte[5000]])));
    }

    internal static SqliteConnection Create(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT NOT NULL, time_created INTEGER, time_updated INTEGER, data TEXT NOT NULL)";
        command.ExecuteNonQuery();
        return connection;
    }

    internal static void Insert(SqliteConnection connection, string id, string data, SqliteTransaction? transaction = null)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO message VALUES ($id, 'ses_1', 0, 0, $data)";
        command.Parameters.AddWithValue("$id", id);
        command.Parameters.AddWithValue("$data", "{" + data + "}");
        command.ExecuteNonQuery();
    }
}
