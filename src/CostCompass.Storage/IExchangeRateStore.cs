using CostCompass.ExchangeRates;

namespace CostCompass.Storage;

/// <summary>The rates of exchange that the user gave.</summary>
public interface IExchangeRateStore
{
    /// <summary>Every rate, by pair and date.</summary>
    IReadOnlyList<CostExchangeRate> Read();

    /// <summary>Keeps a rate; one of the same pair and date is replaced.</summary>
    /// <param name="rate">The rate.</param>
    void Save(CostExchangeRate rate);

    /// <summary>Removes a rate.</summary>
    /// <param name="from">The currency that is converted.</param>
    /// <param name="to">The currency that it becomes.</param>
    /// <param name="date">The day from which it is in force.</param>
    /// <returns>Whether there was one.</returns>
    bool Remove(string from, string to, DateOnly date);
}
