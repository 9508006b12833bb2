using CostCompass.Storage.Sql;

namespace CostCompass.Storage.Tests.Contract;

/// <summary>A connection that remembers what it was asked.</summary>
internal sealed class StatementRecorder(StoreConnection connection) : StoreConnection
{
    public List<(string Sql, object?[] Values)> Statements { get; } = [];

    public override bool FoldsAscii => connection.FoldsAscii;

    public override bool Claims => connection.Claims;

    public override TimeSpan ClockLead() => TimeSpan.Zero;

    public override void Claim(params IReadOnlyCollection<StoreClaim> claims) => connection.Claim(claims);

    public override RowWriter Append(string table, string columns, bool skipExisting = false) => connection.Append(table, columns, skipExisting);

    public override void ContinueNumbers(string table, string column) => connection.ContinueNumbers(table, column);

    public override List<string> ColumnsOf(string table) => connection.ColumnsOf(table);

    public override IEnumerable<T> Rows<T>(string sql, Func<Row, T> read, params object?[] values)
    {
        Statements.Add((sql, values));
        return connection.Rows(sql, read, values);
    }

    public override IEnumerable<T> Stream<T>(string sql, Func<Row, T> read, params object?[] values)
    {
        Statements.Add((sql, values));
        return connection.Stream(sql, read, values);
    }

    public override int Run(string sql, params object?[] values)
    {
        Statements.Add((sql, values));
        return connection.Run(sql, values);
    }

    /// <summary>What the database says of the statements so far that name the snapshots, in one text or table for each.</summary>
    public List<List<string>> Explain(string how) =>
    [
        .. Statements.Where(one => one.Sql.Contains("FROM snapshot", StringComparison.Ordinal))
            .Select(one => connection.Query($"{how} {one.Sql}", row => row.Text(row.Count - 1), one.Values)),
    ];

    public override void Dispose() => connection.Dispose();
}
