using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Subscriptions;
using System.Data.Common;

namespace CostCompass.Storage.Relational;

/// <summary>The subscriptions in a database.</summary>
internal sealed class RelationalSubscriptionStore(StoreDatabase database) : ISubscriptionStore
{
    public IReadOnlyList<Subscription> Read() => database.Exists ? database.Read(ReadAll) : [];

    public bool Add(Subscription subscription) => database.Write(connection =>
    {
        connection.Claim(StoreClaim.Subscriptions);
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
            connection.Claim(StoreClaim.Subscriptions);
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
        && database.Write(connection =>
        {
            connection.Claim(StoreClaim.Subscriptions);
            return Find(connection, name) is { } found && Delete(connection, found.Name);
        });

    // By the rule of the domain: databases differ in which letters they take for equal in any case.
    private static Subscription? Find(StoreConnection connection, string name) =>
        ReadAll(connection).FirstOrDefault(one => GivenName.Comparer.Equals(one.Name, name));

    private static bool Delete(StoreConnection connection, string name) =>
        connection.Run("DELETE FROM subscription WHERE name = $1", name) > 0;

    private static void Insert(StoreConnection connection, Subscription subscription)
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

    private static List<Subscription> ReadAll(StoreConnection connection)
    {
        var subscriptions = new List<Subscription>();
        using DbCommand command = connection.Prepare(
            """
            SELECT s.name, s.currency, s.first_day, s.every_months, s.last_day, a.from_day, a.amount
            FROM subscription s JOIN subscription_amount a ON a.subscription_id = s.id
            ORDER BY lower(s.name), s.id, a.from_day
            """);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            string name = reader.ReadName(0);
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
            subscriptions.Add(new Subscription(name, reader.ReadName(1), schedule, [dated]));
        }

        return subscriptions;
    }
}
