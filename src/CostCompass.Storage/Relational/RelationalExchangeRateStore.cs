using System.Globalization;
using CostCompass.ExchangeRates;
using System.Data.Common;

namespace CostCompass.Storage.Relational;

/// <summary>The rates of exchange in a database, as canonical text: a rate has more digits than a number of the store.</summary>
internal sealed class RelationalExchangeRateStore(StoreDatabase database) : IExchangeRateStore
{
    public IReadOnlyList<CostExchangeRate> Read() => database.Exists
        ? database.Read(connection =>
        {
            var rates = new List<CostExchangeRate>();
            using DbCommand command = connection.Prepare(
                "SELECT from_currency, to_currency, from_day, rate FROM exchange_rate ORDER BY from_currency, to_currency, from_day");
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                rates.Add(new CostExchangeRate
                {
                    From = reader.ReadName(0),
                    To = reader.ReadName(1),
                    Date = StoredDate.Read(reader.GetString(2)),
                    Rate = decimal.Parse(reader.GetString(3), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture),
                });
            }

            return rates;
        })
        : [];

    public void Save(CostExchangeRate rate) => database.Write(connection => connection.Run(
        """
        INSERT INTO exchange_rate (from_currency, to_currency, from_day, rate) VALUES ($1, $2, $3, $4)
        ON CONFLICT (from_currency, to_currency, from_day) DO UPDATE SET rate = $4
        """,
        rate.From,
        rate.To,
        StoredDate.Of(rate.Date),
        rate.Rate.ToString("0.############################", CultureInfo.InvariantCulture)));

    public bool Remove(string from, string to, DateOnly date) => database.Exists && database.Write(connection => connection.Run(
        "DELETE FROM exchange_rate WHERE from_currency = $1 AND to_currency = $2 AND from_day = $3", from, to, StoredDate.Of(date))) > 0;
}
