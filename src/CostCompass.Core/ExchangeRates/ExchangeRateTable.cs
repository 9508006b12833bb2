namespace CostCompass.ExchangeRates;

/// <summary>
/// The rates that the user gave, and which of them is in force on a day: the newest whose date is that day or an earlier one, in
/// either direction. Where both directions have one of that date, the one asked for is taken; a rate of the other direction
/// divides. There are no chains through a third currency, since such a rate is one that no one gave; and nothing is ever taken
/// to be 1:1 but a currency and itself.
/// </summary>
public sealed class ExchangeRateTable
{
    private readonly Dictionary<(string From, string To), CostExchangeRate[]> _byPair;

    /// <summary>Makes a table.</summary>
    /// <param name="rates">The rates as they were given, in any order, one of a pair and date.</param>
    public ExchangeRateTable(IEnumerable<CostExchangeRate> rates) => _byPair = rates
        .GroupBy(rate => (rate.From, rate.To))
        .ToDictionary(pair => pair.Key, pair => pair.OrderBy(rate => rate.Date).ToArray());

    /// <summary>The rate of a pair that is in force on a day, in the direction that is requested, or null if there is none.</summary>
    /// <param name="from">The currency that is converted, in upper case.</param>
    /// <param name="to">The currency that it becomes, in upper case.</param>
    /// <param name="day">The day of the spend.</param>
    public CostExchangeRate? Find(string from, string to, DateOnly day) => Given(from, to, day) switch
    {
        null => null,
        { } rate when rate.From == from => rate,
        { } rate => rate with { From = from, To = to, Rate = 1m / rate.Rate, IsInverse = true },
    };

    /// <summary>
    /// Converts an amount at the rate of a day. The result isn't rounded: a product, or the decimal quotient where the rate was
    /// given for the other direction, to 28 digits. Round sums when they are shown, not their parts.
    /// </summary>
    /// <param name="amount">The amount.</param>
    /// <param name="from">Its currency, in upper case.</param>
    /// <param name="to">The currency that is wanted, in upper case.</param>
    /// <param name="day">The day of the spend.</param>
    /// <returns>The amount, or null when no rate is in force. 0 and a currency's own amounts need none.</returns>
    /// <exception cref="Errors.CostException"><c>AmountOutOfRange</c>: the result is beyond what can be reckoned with.</exception>
    public decimal? Convert(decimal amount, string from, string to, DateOnly day)
    {
        if (from == to || amount == 0m)
        {
            return amount;
        }

        try
        {
            return Given(from, to, day) switch
            {
                null => null,
                { } rate when rate.From == from => rate.Convert(amount),
                { } rate => amount / rate.Rate,
            };
        }
        catch (OverflowException)
        {
            throw Balances.Amount.BeyondReckoning();
        }
    }

    private CostExchangeRate? Given(string from, string to, DateOnly day)
    {
        CostExchangeRate? direct = Newest(from, to, day);
        CostExchangeRate? inverse = Newest(to, from, day);
        return direct is null || inverse?.Date > direct.Date ? inverse : direct;
    }

    private CostExchangeRate? Newest(string from, string to, DateOnly day)
    {
        if (!_byPair.TryGetValue((from, to), out CostExchangeRate[]? rates))
        {
            return null;
        }

        int low = 0;
        int high = rates.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (rates[middle].Date <= day)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 ? rates[low - 1] : null;
    }
}
