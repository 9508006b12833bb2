namespace CostCompass.Storage.Sql;

/// <summary>The user's subscriptions.</summary>
public sealed class SubscriptionStore
{
    private readonly StoreDatabase _database;

    internal SubscriptionStore(StoreDatabase database) => _database = database;

    /// <summary>Every subscription, by name.</summary>
    public IReadOnlyList<Subscription> Read() => _database.ReadOr([], ReadAll);

    /// <summary>Adds a subscription.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <returns>False if there is one with that name. Then nothing is changed.</returns>
    public bool Add(Subscription subscription) => _database.Write(connection =>
    {
        connection.Claim(StoreClaim.Subscriptions);
        if (Find(connection, subscription.Name) is not null)
        {
            return false;
        }

        Insert(connection, subscription);
        return true;
    });

    /// <summary>Changes the subscription with a name, in the same transaction in which it is read.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="change">What it becomes, made from what it is.</param>
    /// <returns>The changed subscription, or null if there is none with that name.</returns>
    public Subscription? Change(string name, Func<Subscription, Subscription> change) => _database.WriteOr<Subscription?>(null, connection =>
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
    });

    /// <summary>Removes a subscription with its charge history.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether it existed.</returns>
    public bool Remove(string name) => _database.WriteOr(false, connection =>
    {
        connection.Claim(StoreClaim.Subscriptions);
        return Delete(connection, name);
    });

    // By the rule of the domain: databases differ in which letters they take for equal in any case.
    private static Subscription? Find(StoreConnection connection, string name) =>
        ReadAll(connection).FirstOrDefault(one => DisplayName.Comparer.Equals(one.Name, name));

    private static bool Delete(StoreConnection connection, string name) =>
        connection.Run("DELETE FROM subscription WHERE name = $1", StoredName.Of(connection, "subscription", "name", name)) > 0;

    private static void Insert(StoreConnection connection, Subscription subscription)
    {
        ChargeSchedule schedule = subscription.Schedule;
        long id = connection.ReadInteger(
            "INSERT INTO subscription (name, currency, first_day, every_months, last_day) VALUES ($1, $2, $3, $4, $5) RETURNING id",
            subscription.Name, subscription.Currency, schedule.Start, schedule.EveryMonths, schedule.End);
        foreach (SubscriptionAmount dated in subscription.Amounts)
        {
            connection.Run(
                "INSERT INTO subscription_amount (subscription_id, from_day, amount) VALUES ($1, $2, $3)", id, dated.From, StoredValue.Nano(dated.Amount));
        }
    }

    private static List<Subscription> ReadAll(StoreConnection connection)
    {
        var subscriptions = new List<Subscription>();
        foreach ((Subscription subscription, SubscriptionAmount dated) in connection.Rows(
            """
            SELECT s.name, s.currency, s.first_day, s.every_months, s.last_day, a.from_day, a.amount
            FROM subscription s JOIN subscription_amount a ON a.subscription_id = s.id
            ORDER BY lower(s.name), s.id, a.from_day
            """,
            row => (
                new Subscription(row.Name(0), row.Name(1), new ChargeSchedule(row.Day(2), checked((int)row.Number(3)), row.DayOrNull(4)), []),
                new SubscriptionAmount(row.Day(5), row.Amount(6)))))
        {
            if (subscriptions.Count > 0 && subscriptions[^1].Name == subscription.Name)
            {
                subscriptions[^1] = subscriptions[^1] with { Amounts = [.. subscriptions[^1].Amounts, dated] };
            }
            else
            {
                subscriptions.Add(subscription with { Amounts = [dated] });
            }
        }

        return subscriptions;
    }
}
