namespace CostCompass.Storage.Sql;

/// <summary>The user's exchange rates, as text: a rate has more digits than an amount.</summary>
public sealed class ExchangeRateStore
{
    private readonly StoreDatabase _database;

    internal ExchangeRateStore(StoreDatabase database) => _database = database;

    /// <summary>Every rate, by pair and date.</summary>
    public IReadOnlyList<CostExchangeRate> Read() => _database.ReadOr([], connection => connection.Query(
        "SELECT from_currency, to_currency, from_day, rate FROM exchange_rate ORDER BY from_currency, to_currency, from_day",
        row => new CostExchangeRate
        {
            From = row.Name(0),
            To = row.Name(1),
            Date = row.Day(2),
            Rate = row.Exact(3) is >= 0m and var rate ? rate : throw new FormatException("An exchange rate must not be negative."),
        }));

    /// <summary>Stores a rate, and replaces one with the same pair and date.</summary>
    /// <param name="rate">The rate.</param>
    public void Save(CostExchangeRate rate) => _database.Write(connection => connection.Run(
        """
        INSERT INTO exchange_rate (from_currency, to_currency, from_day, rate) VALUES ($1, $2, $3, $4)
        ON CONFLICT (from_currency, to_currency, from_day) DO UPDATE SET rate = $4
        """,
        rate.From, rate.To, rate.Date, StoredValue.Exact(rate.Rate)));

    /// <summary>Removes a rate.</summary>
    /// <param name="from">The source currency.</param>
    /// <param name="to">The target currency.</param>
    /// <param name="date">The day from which it applies.</param>
    /// <returns>Whether it existed.</returns>
    public bool Remove(string from, string to, DateOnly date) => _database.WriteOr(0, connection => connection.Run(
        "DELETE FROM exchange_rate WHERE from_currency = $1 AND to_currency = $2 AND from_day = $3",
        StoredName.Of(connection, "exchange_rate", "from_currency", from), StoredName.Of(connection, "exchange_rate", "to_currency", to), date)) > 0;
}
