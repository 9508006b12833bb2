using CostCompass.Accounts;
using CostCompass.Balances;
using System.Data.Common;

namespace CostCompass.Storage.Relational;

/// <summary>The statements on balance events. Each runs in the connection, and so in the transaction, of its caller.</summary>
internal sealed class BalanceEventTable(StoreConnection connection)
{
    /// <summary>Every event, by instant, those that were removed too.</summary>
    public List<CostBalanceEvent> ReadAll()
    {
        var events = new List<CostBalanceEvent>();
        using DbCommand command = connection.Prepare(
            "SELECT id, account, currency, kind, amount, at, recorded_at, since, removed_at FROM balance_event ORDER BY at, id");
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            events.Add(new CostBalanceEvent
            {
                Id = reader.GetInt64(0),
                Account = reader.ReadName(1),
                Currency = reader.ReadName(2),
                Kind = Enum.Parse<BalanceEventKind>(reader.GetString(3)),
                Amount = Amount.FromNano(reader.GetInt64(4)),
                At = Instant.FromMicroseconds(reader.GetInt64(5)),
                RecordedAt = Instant.FromMicroseconds(reader.GetInt64(6)),
                Since = ReadInstant(reader, 7),
                RemovedAt = ReadInstant(reader, 8),
            });
        }

        return events;
    }

    /// <summary>Adds an event and gives it its number.</summary>
    public CostBalanceEvent Add(CostBalanceEvent balanceEvent) => balanceEvent with
    {
        Id = connection.ReadInteger(
            "INSERT INTO balance_event (account, currency, kind, amount, at, recorded_at, since) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            balanceEvent.Account,
            balanceEvent.Currency,
            balanceEvent.Kind.ToString(),
            Amount.ToNano(balanceEvent.Amount),
            Instant.ToMicroseconds(balanceEvent.At),
            Instant.ToMicroseconds(balanceEvent.RecordedAt),
            balanceEvent.Since is { } since ? Instant.ToMicroseconds(since) : null),
    };

    /// <summary>Notes that an event is removed.</summary>
    public bool Remove(long id, DateTimeOffset at) =>
        connection.Run("UPDATE balance_event SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL", id, Instant.ToMicroseconds(at)) > 0;

    /// <summary>Removes every event of an account.</summary>
    public void RemoveAll(AccountName account)
    {
        foreach (CostBalanceEvent one in ReadAll().Where(one => account == one.Account))
        {
            connection.Run("DELETE FROM balance_event WHERE id = $1", one.Id);
        }
    }

    private static DateTimeOffset? ReadInstant(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Instant.FromMicroseconds(reader.GetInt64(column));
}
