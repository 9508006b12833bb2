namespace CostCompass.Quotes;

/// <summary>
/// The rules of reservations: what may be held, until when, and what settling returns. They read no clock and no store.
/// </summary>
public static class ReservationRule
{
    /// <summary>The name under which <see cref="Exception.Data"/> of a refusal holds what is missing, as a decimal.</summary>
    public const string Shortfall = "Shortfall";

    /// <summary>A quote with what is known of the balance.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="account">The account that pays.</param>
    /// <param name="standing">What of its balance can be promised, or null if no balance is known.</param>
    public static DeepSeekQuote Against(DeepSeekQuote quote, string? account, BalanceStanding? standing) => quote with
    {
        Account = account,
        Balance = standing?.Total,
        BalanceAt = standing?.SeenAt,
        Held = standing?.Held,
        Unseen = standing?.Unseen,
        AvailableAfter = standing?.Available - quote.High,
    };

    /// <summary>A quote whose upper bound is held.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="account">The account that pays.</param>
    /// <param name="standing">What of its balance can be promised, without this quote, or null if no balance is known.</param>
    /// <param name="now">The instant of the reservation.</param>
    /// <param name="until">The first instant at which it holds nothing any more.</param>
    /// <exception cref="CostException"><c>ReservationRefused</c>, <c>BalanceUnknown</c>, <c>AccountUnavailable</c>, <c>UpperBoundUnknown</c>, <c>UpperBoundInvalid</c>.</exception>
    public static DeepSeekQuote Reserve(
        DeepSeekQuote quote, string account, BalanceStanding? standing, DateTimeOffset now, DateTimeOffset until)
    {
        if (standing is null)
        {
            throw new CostException(
                "BalanceUnknown",
                CostErrorKind.NotFound,
                $"The amount can't be reserved: the {quote.Currency} balance of the account '{account}' is unknown.",
                "Run Update-CostSnapshot first, or use -Refresh.");
        }

        if (quote.High is not { } high)
        {
            throw new CostException(
                "UpperBoundUnknown",
                CostErrorKind.InvalidInput,
                $"The amount can't be reserved: the maximum output of the model '{quote.BilledAs}' is unknown, so the maximum cost of the call is unknown.",
                "Specify -MaxOutputTokens, and send the same number as max_tokens.");
        }

        if (high < 0m)
        {
            throw new CostException(
                "UpperBoundInvalid",
                CostErrorKind.InvalidInput,
                $"The amount can't be reserved: the maximum cost of the call is negative ({PlainDecimal.Of(high).ToString(CultureInfo.InvariantCulture)} {quote.Currency}).",
                "Check the imported prices with Get-DeepSeekPrice.");
        }

        if (!standing.IsAvailable)
        {
            throw new CostException(
                "AccountUnavailable",
                CostErrorKind.LimitReached,
                $"The amount can't be reserved: according to its latest snapshot, the account '{account}' can't make calls.",
                "Check the account with Get-DeepSeekBalance. When it can make calls again, use -Refresh.");
        }

        return standing.Available >= high
            ? Against(quote, account, standing) with { State = QuoteState.Reserved, ReservedAt = now, ReservedUntil = until }
            : throw Refused(quote, account, standing, high);
    }

    /// <summary>What has become of a reservation at an instant.</summary>
    /// <param name="until">The first instant at which it holds nothing any more.</param>
    /// <param name="now">The time.</param>
    public static QuoteState OpenState(DateTimeOffset until, DateTimeOffset now) =>
        now < until ? QuoteState.Reserved : QuoteState.Expired;

    /// <summary>Settles a reservation, once. An expired one is settled too, but gives nothing back: its hold is gone already.</summary>
    /// <param name="quote">The reservation, in the state that it has now.</param>
    /// <param name="usage">What the call has used.</param>
    /// <param name="completedAt">When it was complete.</param>
    /// <param name="now">The instant of the settlement.</param>
    /// <param name="catalog">The prices in force.</param>
    /// <exception cref="CostException">
    /// <c>QuoteCompleted</c>, <c>QuoteRemoved</c>, <c>CompletionOutOfRange</c>, and what the catalog fails with.
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

    /// <summary>Fails unless a reservation is neither settled nor given back.</summary>
    /// <param name="quote">The reservation.</param>
    /// <exception cref="CostException"><c>QuoteCompleted</c> or <c>QuoteRemoved</c>.</exception>
    public static void RequireOpen(DeepSeekQuote quote)
    {
        if (quote.State == QuoteState.Completed)
        {
            throw new CostException(
                "QuoteCompleted",
                CostErrorKind.AlreadyExists,
                FormattableString.Invariant($"The quote '{quote.Id}' is already settled with {quote.Actual} {quote.Currency}. Nothing was changed."),
                "To see the quote, run Get-DeepSeekQuote.");
        }

        if (quote.State == QuoteState.Removed)
        {
            throw new CostException(
                "QuoteRemoved",
                CostErrorKind.NotFound,
                $"The quote '{quote.Id}' is already released. Nothing was changed.",
                "To list the open reservations, run Get-DeepSeekQuote -State Reserved.");
        }
    }

    // Two machines that share an account may differ by so much without anyone having set a clock.
    private static void RequireCompletion(DeepSeekQuote quote, DateTimeOffset completedAt, DateTimeOffset now)
    {
        TimeSpan tolerance = TimeSpan.FromMinutes(5);
        DateTimeOffset earliest = quote.ReservedAt < quote.At ? quote.ReservedAt.Value : quote.At;
        if (completedAt < earliest - tolerance || completedAt > now + tolerance)
        {
            throw new CostException(
                "CompletionOutOfRange",
                CostErrorKind.InvalidInput,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"-At ({completedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}) must not be earlier than the quote '{quote.Id}' or in the future."),
                "Specify the time at which the response was complete, or omit -At for now.");
        }
    }

    private static decimal Cost(CallPrice price, CallUsage usage) =>
        PlainDecimal.Of(price.CostOf(usage.CacheHitTokens, usage.CacheMissTokens, usage.OutputTokens, usage.Searches));

    private static CostException Refused(DeepSeekQuote quote, string account, BalanceStanding standing, decimal high)
    {
        decimal shortfall = PlainDecimal.Of(high - standing.Available);
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{PlainDecimal.Of(high)} {quote.Currency} can't be reserved for the account '{account}': {shortfall} {quote.Currency} is missing. "
            + $"The balance was {PlainDecimal.Of(standing.Total)} at {standing.SeenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}, "
            + $"{PlainDecimal.Of(standing.Held)} is held by {standing.Reservations} open reservation(s), and {PlainDecimal.Of(standing.Unseen)} was spent since. "
            + $"{PlainDecimal.Of(standing.Available)} is available.");
        var failure = new CostException(
            "ReservationRefused",
            CostErrorKind.LimitReached,
            text,
            "Top up the account and use -Refresh, settle or remove open reservations (Get-DeepSeekQuote -State Reserved), or specify a lower -MaxOutputTokens or -MaxSearches.");
        failure.Data[Shortfall] = shortfall;
        return failure;
    }
}
