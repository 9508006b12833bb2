using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite.Care;

/// <summary>Checks an open store: the file as a database, its tables, and its rows by the rules of the domain.</summary>
internal sealed class StoreCheckup(SqliteConnection connection, SqliteSchema schema)
{
    private const string Mend = "Restore a backup with Restore-CostStore. You can import later data from exported CSV files.";

    /// <summary>
    /// Runs the checks on one state of the store, each when its result is requested. The tables come first, because the others use them.
    /// </summary>
    public IEnumerable<CostStoreCheck> Run()
    {
        RuleFunctions.Register(connection);
        connection.Run("PRAGMA query_only = ON");
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
        yield return Attempt("Schema", TableCount, () => schema.Differences(connection));
        yield return Attempt("Integrity", () => connection.ReadInteger("PRAGMA page_count"), () => Rows("PRAGMA integrity_check(100)").Where(row => row != "ok"));
        yield return Attempt("ForeignKeys", TableCount, () => Rows("SELECT 'a row of the table ' || \"table\" || ' belongs to a row of ' || parent || ' that is not there' FROM pragma_foreign_key_check"));
        foreach (StoreRule rule in StoreRules.All)
        {
            yield return Attempt(rule.Name, () => connection.ReadInteger(rule.Examined), () => Rows(rule.Wrong));
        }
    }

    /// <summary>The result of a check, with or without a finding.</summary>
    public static CostStoreCheck Result(string check, long examined, long wrong, string? finding, string? action = null) => new()
    {
        Check = check,
        Examined = examined,
        Wrong = wrong,
        Finding = finding,
        RecommendedAction = wrong == 0 ? null : action ?? Mend,
    };

    // A check that fails on a damaged file has found the damage.
    private static CostStoreCheck Attempt(string name, Func<long> count, Func<IEnumerable<string>> wrong)
    {
        long examined = 0;
        long found = 0;
        string? first = null;
        try
        {
            examined = count();
            foreach (string finding in wrong())
            {
                first ??= finding;
                found++;
            }
        }
        catch (Exception exception) when ((exception is SqliteException failure && !SqliteFailure.IsBusy(failure) && !SqliteFailure.IsOfStop(failure)) || SqliteFailure.IsOfContent(exception))
        {
            first ??= $"it can't be read: {exception.Message}";
            found++;
        }

        return Result(name, examined, found, first);
    }

    private long TableCount() => connection.ReadInteger("SELECT count(*) FROM sqlite_schema WHERE type = 'table'");

    private IEnumerable<string> Rows(string sql)
    {
        using SqliteCommand command = connection.Prepare(sql);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return reader.IsDBNull(0) ? "a row without a name" : ForeignText.Visible(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }
    }
}
