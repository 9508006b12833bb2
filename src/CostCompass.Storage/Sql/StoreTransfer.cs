using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sql;

/// <summary>
/// Copies a whole store to another one, which must be empty or contain an interrupted copy of the same store. The rows keep their
/// numbers. The copy is read again and compared: rows, sums and contents.
/// </summary>
/// <param name="source">The source, of which one state is read.</param>
/// <param name="target">The target.</param>
public sealed class StoreTransfer(SqlCostStore source, SqlCostStore target)
{
    private const int RowsPerPart = 50_000;

    // As long as nothing was written, a lost connection doesn't end the copy.
    private const int Beginnings = 3;

    private const string LostSource = "StoreNotReachable";

    /// <summary>Copies the store.</summary>
    /// <param name="moved">Called from time to time with the current table and its number of copied rows, or null.</param>
    /// <param name="cancellationToken">Cancels the copy between two parts. It can be resumed.</param>
    /// <returns>One result for each table with rows.</returns>
    /// <exception cref="CostException">
    /// <c>StoreMissing</c>, <c>StoreUnsound</c>, <c>CopyTargetNotEmpty</c>, <c>CopyNotVerified</c>, <c>StoreNotReachable</c>, also if the connection to the source
    /// is lost during the copy, and those of every read and write.
    /// </exception>
    public IReadOnlyList<CostStoreCopy> Run(Action<string, long>? moved = null, CancellationToken cancellationToken = default)
    {
        if (!source.Exists)
        {
            throw StoreErrors.StoreMissing(source.ShownName);
        }

        if (source.FirstFault(cancellationToken) is { } fault)
        {
            throw Unsound($"{fault.Check}: {fault.Finding}. Nothing was copied.");
        }

        Beginning beginning = Begin();
        using StoreConnection from = beginning.From;
        IReadOnlyDictionary<TransferTable, string[]> columns = beginning.Columns;
        var results = new List<CostStoreCopy>();
        foreach (TransferTable table in TransferTable.All)
        {
            Move(from, table, columns[table], moved, cancellationToken);
        }

        foreach (TransferTable table in TransferTable.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TableDigest expected = FromSource(from, () => Digest(Rows(from, Select(table, columns[table]))));
            TableDigest found = target.Database.Read(connection => Digest(Rows(connection, Select(table, columns[table]))));
            if (!expected.IsSame(found))
            {
                throw StoreErrors.CopyNotVerified(table.Name, target.ShownName, found.Rows, expected.Rows);
            }

            if (expected.Rows > 0)
            {
                results.Add(new CostStoreCopy
                {
                    Table = table.Name,
                    Rows = expected.Rows,
                    Copied = expected.Rows - beginning.AlreadyThere[table],
                    Sum = expected.Sum,
                    From = source.ShownName,
                    To = target.ShownName,
                });
            }
        }

        return results;
    }

    private Beginning Begin()
    {
        for (int attempt = 1; ; attempt++)
        {
            StoreConnection from = source.Database.OpenView();
            try
            {
                Dictionary<TransferTable, string[]> columns = TransferTable.All.ToDictionary(table => table, table => FromSource(from, () => Columns(from, table)));
                return new Beginning(from, columns, TransferTable.All.ToDictionary(table => table, table => RequireBeginning(from, table, columns[table])));
            }
            catch (CostException failure) when (attempt < Beginnings && source.Database.MayRepeat && IsOfSource(failure))
            {
                from.Dispose();
            }
            catch
            {
                from.Dispose();
                throw;
            }
        }
    }

    // The target was tried for long enough when this error occurs.
    private static bool IsOfSource(CostException failure) => failure is { ErrorId: LostSource, InnerException: CostException };

    // One state is read, which ends with its connection.
    private T FromSource<T>(StoreConnection from, Func<T> read)
    {
        try
        {
            return source.Database.ReadView(from, read);
        }
        catch (CostException failure) when (failure.ErrorId == LostSource)
        {
            throw StoreErrors.StoreNotReachable(source.ShownName, failure);
        }
    }

    private void Move(StoreConnection from, TransferTable table, string[] columns, Action<string, long>? moved, CancellationToken cancellationToken)
    {
        long count = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (string Sql, object?[] Values) query = table.IsLong ? SelectAfter(table, columns, LastKey(table)) : Select(table, columns);
            List<object?[]> part = FromSource(from, () => Rows(from, query).ToList());
            if (part.Count > 0)
            {
                WritePart(table, columns, part);
            }

            count += part.Count;
            moved?.Invoke(table.Name, count);
            if (!table.IsLong || part.Count < RowsPerPart)
            {
                return;
            }
        }
    }

    private void WritePart(TransferTable table, string[] columns, List<object?[]> part)
    {
        try
        {
            target.Database.Write(connection => Write(connection, table, columns, part));
        }
        catch (CostException failure) when (failure.InnerException is DbException { SqlState: "23503" } or SqliteException { SqliteExtendedErrorCode: 787 })
        {
            throw Unsound($"A row of the table '{table.Name}' refers to a row that doesn't exist in another table.");
        }
    }

    private CostException Unsound(string what) => StoreErrors.StoreUnsound(source.ShownName, what);

    private static long Write(StoreConnection connection, TransferTable table, string[] columns, List<object?[]> rows)
    {
        using RowWriter writer = connection.Append(table.Name, string.Join(", ", columns), skipExisting: !table.IsLong);
        foreach (object?[] row in rows)
        {
            writer.Add(row);
        }

        long added = writer.Complete();
        if (table.Number is { } number)
        {
            connection.ContinueNumbers(table.Name, number);
        }

        return added;
    }

    // Data in the target must also be in the source. Otherwise the history of another store would be mixed with this one.
    private long RequireBeginning(StoreConnection from, TransferTable table, string[] columns)
    {
        if (!target.Exists)
        {
            return 0;
        }

        List<object?[]>? there = table.IsLong ? null : target.Database.Read(connection => Rows(connection, Select(table, columns)).ToList());
        bool isBeginning;
        long count;
        if (there is not null)
        {
            HashSet<string> known = there.Count == 0 ? [] : FromSource(from, () => Rows(from, Select(table, columns)).Select(Text).ToHashSet());
            isBeginning = there.All(row => known.Contains(Text(row)));
            count = there.Count;
        }
        else
        {
            object?[]? last = LastKey(table);
            TableDigest found = target.Database.Read(connection => Digest(Rows(connection, Select(table, columns))));
            isBeginning = last is null || found.IsSame(FromSource(from, () => Digest(Rows(from, SelectUntil(table, columns, last)))));
            count = found.Rows;
        }

        return isBeginning
            ? count
            : throw StoreErrors.CopyTargetNotEmpty(target.ShownName, table.Name);
    }

    private object?[]? LastKey(TransferTable table)
    {
        string order = string.Join(", ", table.Key.Select(column => column + " DESC"));
        return !target.Exists ? null : target.Database.Read(connection =>
            Rows(connection, ($"SELECT {string.Join(", ", table.Key)} FROM {table.Name} ORDER BY {order} LIMIT 1", [])).FirstOrDefault());
    }

    private static string[] Columns(StoreConnection connection, TransferTable table)
    {
        string[] columns = [.. connection.ColumnsOf(table.Name)];
        return columns.All(column => column.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '_'))
            ? columns
            : throw StoreErrors.StoreDamagedColumns(table.Name);
    }

    private static (string Sql, object?[] Values) Select(TransferTable table, string[] columns) =>
        ($"SELECT {string.Join(", ", columns)} FROM {table.Name} ORDER BY {string.Join(", ", table.Key)}", []);

    private static (string Sql, object?[] Values) SelectAfter(TransferTable table, string[] columns, object?[]? key)
    {
        string rest = string.Create(CultureInfo.InvariantCulture, $" ORDER BY {string.Join(", ", table.Key)} LIMIT {RowsPerPart}");
        return key is null
            ? ($"SELECT {string.Join(", ", columns)} FROM {table.Name}{rest}", [])
            : ($"SELECT {string.Join(", ", columns)} FROM {table.Name} WHERE {Compare(table, ">")}{rest}", key);
    }

    private static (string Sql, object?[] Values) SelectUntil(TransferTable table, string[] columns, object?[] key) =>
        ($"SELECT {string.Join(", ", columns)} FROM {table.Name} WHERE {Compare(table, "<=")}", key);

    private static string Compare(TransferTable table, string comparison) =>
        $"({string.Join(", ", table.Key)}) {comparison} ({string.Join(", ", table.Key.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"${index + 1}")))})";

    private static IEnumerable<object?[]> Rows(StoreConnection connection, (string Sql, object?[] Values) query) => connection.Rows(
        query.Sql,
        row =>
        {
            var values = new object?[row.Count];
            for (int index = 0; index < values.Length; index++)
            {
                values[index] = row.Value(index);
            }

            return values;
        },
        query.Values);

    private static TableDigest Digest(IEnumerable<object?[]> rows)
    {
        var digest = new TableDigest();
        foreach (object?[] row in rows)
        {
            digest.Add(row);
        }

        return digest;
    }

    private static string Text(object?[] row) =>
        string.Join('\u001f', row.Select(value => value is null ? "\u0000" : Convert.ToString(value, CultureInfo.InvariantCulture)));

    private sealed record Beginning(
        StoreConnection From, IReadOnlyDictionary<TransferTable, string[]> Columns, IReadOnlyDictionary<TransferTable, long> AlreadyThere);
}
