using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Subscriptions;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>The subscriptions in the SQLite file.</summary>
internal sealed class SqliteSubscriptionStore(SqliteDatabase database) : ISubscriptionStore
{
    public IReadOnlyList<Subscription> Read() => database.Exists ? database.Read(ReadAll) : [];

    public bool Add(Subscription subscription) => database.Write(connection =>
    {
        if (Find(connection, subscription.Name) is not null)
        {
            return false;
        }

        Insert(connection, subscription);
        return true;
    });

    public Subscription? Change(string name, Func<Subscription, Subscription> change) => database.Exists
        ? database.Write(connection =>
        {
            if (Find(connection, name) is not { } former)
            {
                return null;
            }

            Subscription changed = change(former);
            Delete(connection, former.Name);
            Insert(connection, changed);
            return changed;
        })
        : null;

    public bool Remove(string name) => database.Exists
        && database.Write(connection => Find(connection, name) is { } found && Delete(connection, found.Name));

    // By the rule of the domain: SQLite's NOCASE takes only the letters of ASCII for equal in any case.
    private static Subscription? Find(SqliteConnection connection, string name) =>
        ReadAll(connection).FirstOrDefault(one => GivenName.Comparer.Equals(one.Name, name));

    private static bool Delete(SqliteConnection connection, string name) =>
        connection.Run("DELETE FROM subscription WHERE name = $1", name) > 0;

    private static void Insert(SqliteConnection connection, Subscription subscription)
    {
        ChargeSchedule schedule = subscription.Schedule;
        long id = connection.ReadInteger(
            "INSERT INTO subscription (name, currency, first_day, every_months, last_day) VALUES ($1, $2, $3, $4, $5) RETURNING id",
            subscription.Name,
            subscription.Currency,
            StoredDate.Of(schedule.Start),
            schedule.EveryMonths,
            schedule.End is { } end ? StoredDate.Of(end) : null);
        foreach (SubscriptionAmount dated in subscription.Amounts)
        {
            connection.Run(
                "INSERT INTO subscription_amount (subscription_id, from_day, amount) VALUES ($1, $2, $3)",
                id,
                StoredDate.Of(dated.From),
                Amount.ToNano(dated.Amount));
        }
    }

    private static List<Subscription> ReadAll(SqliteConnection connection)
    {
        var subscriptions = new List<Subscription>();
        using SqliteCommand command = connection.Prepare(
            """
            SELECT s.name, s.currency, s.first_day, s.every_months, s.last_day, a.from_day, a.amount
            FROM subscription s JOIN subscription_amount a ON a.subscription_id = s.id
            ORDER BY s.name, s.id, a.from_day
            """);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            string name = reader.GetString(0);
            var dated = new SubscriptionAmount(StoredDate.Read(reader.GetString(5)), Amount.FromNano(reader.GetInt64(6)));
            if (subscriptions.Count > 0 && subscriptions[^1].Name == name)
            {
                subscriptions[^1] = subscriptions[^1] with { Amounts = [.. subscriptions[^1].Amounts, dated] };
                continue;
            }

            var schedule = new ChargeSchedule(
                StoredDate.Read(reader.GetString(2)),
                reader.GetInt32(3),
                reader.ReadText(4) is { } end ? StoredDate.Read(end) : null);
            subscriptions.Add(new Subscription(name, reader.GetString(1), schedule, [dated]));
        }

        return subscriptions;
    }
}
