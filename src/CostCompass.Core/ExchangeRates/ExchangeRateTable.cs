namespace CostCompass.ExchangeRates;

/// <summary>
/// The user's exchange rates, and which of them applies on a day: the newest whose date is that day or earlier, in either direction.
/// If both directions have one with that date, the requested direction is used. The opposite direction divides. There are no chains
/// through a third currency, because the user didn't set such a rate, and 1:1 is never assumed except for a currency and
/// itself.
/// </summary>
public sealed class ExchangeRateTable
{
    private readonly Dictionary<(string From, string To), CostExchangeRate[]> _byPair;

    /// <summary>Creates the table.</summary>
    /// <param name="rates">The rates, in any order, one for each pair and date.</param>
    public ExchangeRateTable(IEnumerable<CostExchangeRate> rates) => _byPair = rates
        .GroupBy(rate => (rate.From, rate.To))
        .ToDictionary(pair => pair.Key, pair => pair.OrderBy(rate => rate.Date).ToArray());

    /// <summary>The rate of a pair that applies on a day, in the requested direction, or null.</summary>
    /// <param name="from">The source currency, in upper case.</param>
    /// <param name="to">The target currency, in upper case.</param>
    /// <param name="day">The day of the spend.</param>
    public CostExchangeRate? Find(string from, string to, DateOnly day) => Given(from, to, day) switch
    {
        null => null,
        { } rate when rate.From == from => rate,
        { } rate => rate with { From = from, To = to, Rate = 1m / rate.Rate, IsInverse = true },
    };

    /// <summary>
    /// Converts an amount at the rate of a day. The result isn't rounded: a product, or the decimal quotient with 28 digits for a rate of
    /// the opposite direction. Round sums when they are shown, not their parts.
    /// </summary>
    /// <param name="amount">The amount.</param>
    /// <param name="from">The currency of the amount, in uppercase.</param>
    /// <param name="to">The requested currency, in upper case.</param>
    /// <param name="day">The day of the spend.</param>
    /// <returns>The amount, or null if no rate applies. 0 and amounts in the requested currency don't need one.</returns>
    /// <exception cref="Errors.CostException"><c>AmountOutOfRange</c>: the result is out of range.</exception>
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
            throw BalanceErrors.AmountOutOfRangeResult();
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
