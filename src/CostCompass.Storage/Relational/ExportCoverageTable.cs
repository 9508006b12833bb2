using System.Data.Common;
using CostCompass.Balances;
using CostCompass.ConsoleUsage;

namespace CostCompass.Storage.Relational;

/// <summary>The time of which exports tell all: days without usage have no rows.</summary>
internal sealed class ExportCoverageTable(StoreConnection connection)
{
    /// <summary>The covered time of an account, of one kind of rows.</summary>
    public TimeCoverage Read(long account, string kind)
    {
        var spans = new List<ExportInterval>();
        using DbCommand command = connection.Prepare(
            "SELECT starts_at, ends_at FROM export_coverage WHERE account_id = $1 AND kind = $2", account, kind);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            spans.Add(new ExportInterval(Instant.FromMicroseconds(reader.GetInt64(0)), Instant.FromMicroseconds(reader.GetInt64(1))));
        }

        return TimeCoverage.Of(spans);
    }

    /// <summary>Adds what an export covers. What comes after its import cannot be in it.</summary>
    public void Add(long account, string kind, ExportInterval? coverage, DateTimeOffset importedAt)
    {
        if (coverage is { } told)
        {
            ExportInterval known = importedAt > told.From ? told with { To = Instant.Earlier(told.To, importedAt) } : told;
            Write(account, kind, Read(account, kind).With(TimeCoverage.Of([known])));
        }
    }

    /// <summary>Takes time out.</summary>
    public void Remove(long account, string kind, TimeCoverage removed) => Write(account, kind, Read(account, kind).Without(removed));

    private void Write(long account, string kind, TimeCoverage coverage)
    {
        connection.Run("DELETE FROM export_coverage WHERE account_id = $1 AND kind = $2", account, kind);
        foreach (ExportInterval span in coverage.Spans)
        {
            connection.Run(
                "INSERT INTO export_coverage (account_id, kind, starts_at, ends_at) VALUES ($1, $2, $3, $4)",
                account, kind, Instant.ToMicroseconds(span.From), Instant.ToMicroseconds(span.To));
        }
    }
}
