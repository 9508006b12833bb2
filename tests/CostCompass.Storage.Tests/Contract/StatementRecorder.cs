using System.Data.Common;
using CostCompass.Storage.Relational;

namespace CostCompass.Storage.Tests.Contract;

/// <summary>A connection that remembers what it was asked.</summary>
internal sealed class StatementRecorder(StoreConnection connection) : StoreConnection
{
    public List<(string Sql, object?[] Values)> Statements { get; } = [];

    public override bool FoldsAscii => connection.FoldsAscii;

    public override bool Claims => connection.Claims;

    public override TimeSpan? Neighbourhood => connection.Neighbourhood;

    public override (long From, long To)? SnapshotReach() => connection.SnapshotReach();

    public override TimeSpan ClockLead() => TimeSpan.Zero;

    public override void Claim(params IReadOnlyCollection<StoreClaim> claims) => connection.Claim(claims);

    public override void MakeRoom(IEnumerable<DateTimeOffset> firstSeen) => connection.MakeRoom(firstSeen);

    public override RowWriter Append(string table, string columns, bool skipExisting = false) => connection.Append(table, columns, skipExisting);

    public override void ContinueNumbers(string table, string column) => connection.ContinueNumbers(table, column);

    public override DbCommand Prepare(string sql, params object?[] values)
    {
        Statements.Add((sql, values));
        return connection.Prepare(sql, values);
    }

    /// <summary>What the database says of the statements so far that name the snapshots, in one text or table for each.</summary>
    public List<List<string>> Explain(string how)
    {
        var plans = new List<List<string>>();
        foreach ((string sql, object?[] values) in Statements.Where(one => one.Sql.Contains("FROM snapshot", StringComparison.Ordinal)))
        {
            using DbCommand command = connection.Prepare($"{how} {sql}", values);
            using DbDataReader reader = command.ExecuteReader();
            var lines = new List<string>();
            while (reader.Read())
            {
                lines.Add(reader.GetString(reader.FieldCount - 1));
            }

            plans.Add(lines);
        }

        return plans;
    }

    public override void Dispose() => connection.Dispose();
}
