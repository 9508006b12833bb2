namespace CostCompass.Quotes;

/// <summary>
/// The rules for reservations: what can be reserved, until when, and what settling releases. They don't access a clock or a store.
/// </summary>
public static class ReservationRule
{
    /// <summary>The key in <see cref="Exception.Data"/> of a refusal for the missing amount, which is a decimal.</summary>
    public const string Shortfall = "Shortfall";

    /// <summary>The Id of a reserved quote. Only reserved quotes have one.</summary>
    /// <param name="id">The specified Id.</param>
    /// <exception cref="CostException"><c>QuoteNotReserved</c> if there is none.</exception>
    public static string RequireId(string? id) => string.IsNullOrWhiteSpace(id)
        ? throw QuoteErrors.QuoteNotReserved()
        : id.Trim();

    /// <summary>Adds the balance to a quote.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="account">The account that pays.</param>
    /// <param name="standing">The available balance, or null if it is unknown.</param>
    public static DeepSeekQuote Against(DeepSeekQuote quote, string? account, BalanceStanding? standing) => quote with
    {
        Account = account,
        Balance = standing?.Total,
        BalanceAt = standing?.SeenAt,
        Held = standing?.Held,
        Unseen = standing?.Unseen,
        AvailableAfter = standing?.Available - quote.High,
    };

    /// <summary>Reserves the maximum cost of a quote.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="account">The account that pays.</param>
    /// <param name="standing">The available balance without this quote, or null if it is unknown.</param>
    /// <param name="now">The time of the reservation.</param>
    /// <param name="until">The time at which it expires.</param>
    /// <exception cref="CostException"><c>ReservationRefused</c>, <c>BalanceUnknown</c>, <c>AccountUnavailable</c>, <c>UpperBoundUnknown</c>, <c>UpperBoundInvalid</c>.</exception>
    public static DeepSeekQuote Reserve(
        DeepSeekQuote quote, string account, BalanceStanding? standing, DateTimeOffset now, DateTimeOffset until)
    {
        if (standing is null)
        {
            throw QuoteErrors.BalanceUnknown(quote.Currency, account);
        }

        if (quote.High is not { } high)
        {
            throw QuoteErrors.UpperBoundUnknown(quote.BilledAs);
        }

        if (high < 0m)
        {
            throw QuoteErrors.UpperBoundInvalid(PlainDecimal.Of(high).ToString(CultureInfo.InvariantCulture), quote.Currency);
        }

        if (!standing.IsAvailable)
        {
            throw QuoteErrors.AccountUnavailable(account);
        }

        return standing.Available >= high
            ? Against(quote, account, standing) with { State = QuoteState.Reserved, ReservedAt = now, ReservedUntil = until }
            : throw Refused(quote, account, standing, high);
    }

    /// <summary>The state of a reservation at a time.</summary>
    /// <param name="until">The time at which it expires.</param>
    /// <param name="now">The time.</param>
    public static QuoteState OpenState(DateTimeOffset until, DateTimeOffset now) =>
        now < until ? QuoteState.Reserved : QuoteState.Expired;

    /// <summary>Settles a reservation, once. An expired one can be settled too, but releases nothing, because expiry already did.</summary>
    /// <param name="quote">The reservation in its current state.</param>
    /// <param name="usage">The usage of the call.</param>
    /// <param name="completedAt">When it was complete.</param>
    /// <param name="now">The time of the settlement.</param>
    /// <param name="catalog">The current prices.</param>
    /// <exception cref="CostException">
    /// <c>QuoteCompleted</c>, <c>QuoteRemoved</c>, <c>CompletionOutOfRange</c>, and the errors of the catalog.
    /// </exception>
    public static DeepSeekSettlement Settle(
        DeepSeekQuote quote, CallUsage usage, DateTimeOffset completedAt, DateTimeOffset now, DeepSeekPriceCatalog catalog)
    {
        RequireOpen(quote);
        RequireCompletion(quote, completedAt, now);
        CallPrice price = catalog.FindCall(quote.Model, quote.Currency, completedAt).Require(usage.Searches);
        CallPrice priceAtStart = catalog.FindCall(quote.Model, quote.Currency, quote.At);
        decimal reserved = quote.High!.Value;
        decimal actual = Cost(price, usage);
        decimal atStart = priceAtStart.SearchCost(usage.Searches) is null ? actual : Cost(priceAtStart, usage);
        bool wasExpired = quote.State == QuoteState.Expired;
        return new DeepSeekSettlement
        {
            Id = quote.Id!,
            Account = quote.Account!,
            Model = quote.Model,
            Currency = quote.Currency,
            CompletedAt = completedAt.ToUniversalTime(),
            Band = price.Tokens.Band,
            CacheHitTokens = usage.CacheHitTokens,
            CacheMissTokens = usage.CacheMissTokens,
            OutputTokens = usage.OutputTokens,
            Searches = usage.Searches,
            Reserved = reserved,
            Actual = actual,
            Refunded = wasExpired ? 0m : Math.Max(0m, reserved - actual),
            Overrun = Math.Max(0m, actual - reserved),
            WasExpired = wasExpired,
            IsAmbiguous = atStart != actual,
            ActualAtStart = atStart != actual ? atStart : null,
            SettledAt = now,
        };
    }

    /// <summary>Throws if a reservation is settled or released.</summary>
    /// <param name="quote">The reservation.</param>
    /// <exception cref="CostException"><c>QuoteCompleted</c> or <c>QuoteRemoved</c>.</exception>
    public static void RequireOpen(DeepSeekQuote quote)
    {
        if (quote.State == QuoteState.Completed)
        {
            throw QuoteErrors.QuoteCompleted(quote.Id, quote.Actual, quote.Currency);
        }

        if (quote.State == QuoteState.Removed)
        {
            throw QuoteErrors.QuoteRemoved(quote.Id);
        }
    }

    // The clocks of two computers that share an account may differ by this much.
    private static void RequireCompletion(DeepSeekQuote quote, DateTimeOffset completedAt, DateTimeOffset now)
    {
        TimeSpan tolerance = TimeSpan.FromMinutes(5);
        DateTimeOffset earliest = quote.ReservedAt < quote.At ? quote.ReservedAt.Value : quote.At;
        if (completedAt < earliest - tolerance || completedAt > now + tolerance)
        {
            throw QuoteErrors.CompletionOutOfRange(completedAt.UtcDateTime, quote.Id);
        }
    }

    private static decimal Cost(CallPrice price, CallUsage usage) =>
        PlainDecimal.Of(price.CostOf(usage.CacheHitTokens, usage.CacheMissTokens, usage.OutputTokens, usage.Searches));

    private static CostException Refused(DeepSeekQuote quote, string account, BalanceStanding standing, decimal high)
    {
        decimal shortfall = PlainDecimal.Of(high - standing.Available);
        string reservations = standing.Reservations == 1 ? "one open reservation" : string.Create(CultureInfo.InvariantCulture, $"{standing.Reservations} open reservations");
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{PlainDecimal.Of(high)} {quote.Currency} can't be reserved for the account '{account}': {shortfall} {quote.Currency} is missing. "
            + $"The balance was {PlainDecimal.Of(standing.Total)} at {standing.SeenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}, "
            + $"{PlainDecimal.Of(standing.Held)} is held by {reservations}, and {PlainDecimal.Of(standing.Unseen)} was spent since. "
            + $"{PlainDecimal.Of(standing.Available)} is available.");
        var failure = QuoteErrors.ReservationRefused(text);
        failure.Data[Shortfall] = shortfall;
        return failure;
    }
}
