using CostCompass.Balances;
using CostCompass.Quotes;

namespace CostCompass.Storage;

/// <summary>
/// Where reservations are kept. What may be reserved and what settling means is decided by <see cref="ReservationRule"/>; the store
/// sees to it that each decision and its record are one step, however many processes take such decisions at once.
/// </summary>
public interface IQuoteStore
{
    /// <summary>Every reservation, the oldest first, in the state that it has at an instant.</summary>
    /// <param name="now">The instant.</param>
    IReadOnlyList<DeepSeekQuote> Read(DateTimeOffset now);

    /// <summary>The reservations that are neither settled nor given back, the oldest first: those that are held, and those that have expired.</summary>
    /// <param name="now">The instant.</param>
    IReadOnlyList<DeepSeekQuote> ReadOpen(DateTimeOffset now);

    /// <summary>The newest reservations whose names begin in some way, the newest first.</summary>
    /// <param name="beginning">The beginning of a name, in any case; empty for all.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="now">The instant.</param>
    IReadOnlyList<DeepSeekQuote> ReadNewest(string beginning, int count, DateTimeOffset now);

    /// <summary>A reservation, in the state that it has at an instant.</summary>
    /// <param name="id">Its name, in any case.</param>
    /// <param name="now">The instant.</param>
    /// <exception cref="Errors.CostException"><c>QuoteNotFound</c>.</exception>
    DeepSeekQuote Find(string id, DateTimeOffset now);

    /// <summary>What of a balance can be promised at an instant; null when there is no snapshot of it.</summary>
    /// <param name="series">The balance.</param>
    /// <param name="now">The instant.</param>
    BalanceStanding? ReadStanding(BalanceSeriesKey series, DateTimeOffset now);

    /// <summary>Holds the upper bound of a quote and gives it a name. No other reservation of this store comes between judging and holding.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="series">The balance that pays.</param>
    /// <param name="now">The instant of the reservation.</param>
    /// <param name="until">The first instant at which it holds nothing any more.</param>
    /// <exception cref="Errors.CostException">Those of <see cref="ReservationRule.Reserve"/>.</exception>
    DeepSeekQuote Reserve(DeepSeekQuote quote, BalanceSeriesKey series, DateTimeOffset now, DateTimeOffset until);

    /// <summary>Settles a reservation.</summary>
    /// <param name="id">Its name, in any case.</param>
    /// <param name="now">The instant.</param>
    /// <param name="settle">Makes the settlement of the reservation as it is, or fails.</param>
    /// <exception cref="Errors.CostException"><c>QuoteNotFound</c>, and what <paramref name="settle"/> fails with.</exception>
    DeepSeekSettlement Settle(string id, DateTimeOffset now, Func<DeepSeekQuote, DeepSeekSettlement> settle);

    /// <summary>Gives a reservation back. It stays in the store as removed.</summary>
    /// <param name="id">Its name, in any case.</param>
    /// <param name="now">The instant.</param>
    /// <exception cref="Errors.CostException"><c>QuoteNotFound</c>, <c>QuoteCompleted</c>, <c>QuoteRemoved</c>.</exception>
    void Remove(string id, DateTimeOffset now);
}
