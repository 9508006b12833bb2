using System.Management.Automation;
using Microsoft.Data.Sqlite;

namespace OlderSqlite;

/// <summary>Opens a database in memory and tells which assembly did it.</summary>
[Cmdlet(VerbsCommon.Get, "OlderSqlite")]
[OutputType(typeof(PSObject))]
public sealed class GetOlderSqliteCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT sqlite_version()";
        var answer = new PSObject();
        answer.Properties.Add(new PSNoteProperty("Engine", (string?)command.ExecuteScalar()));
        answer.Properties.Add(new PSNoteProperty("Version", typeof(SqliteConnection).Assembly.GetName().Version));
        answer.Properties.Add(new PSNoteProperty("Location", typeof(SqliteConnection).Assembly.Location));
        WriteObject(answer);
    }
}
