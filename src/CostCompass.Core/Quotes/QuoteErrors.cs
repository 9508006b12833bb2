namespace CostCompass.Quotes;

/// <summary>All errors of quotes and reservations, so that each is worded once.</summary>
internal static class QuoteErrors
{
    public static CostException AccountUnavailable(string account) => new(
        "AccountUnavailable",
        CostErrorKind.LimitReached,
        $"The amount can't be reserved: according to its latest snapshot, the account '{account}' can't make calls.",
        "Check the account with Get-DeepSeekBalance. When it can make calls again, use -Refresh.");

    public static CostException BalanceUnknown(string currency, string account) => new(
        "BalanceUnknown",
        CostErrorKind.NotFound,
        $"The amount can't be reserved: the {currency} balance of the account '{account}' is unknown.",
        "Run Update-CostSnapshot first, or use -Refresh.");

    public static CostException CompletionOutOfRange(DateTime completedAt, string? id) => new(
        "CompletionOutOfRange",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"-At ({completedAt:yyyy-MM-dd HH:mm:ss'Z'}) must not be earlier than the quote '{id}' or in the future."),
        "Specify the time at which the response was complete, or omit -At to use the current time.");

    public static CostException CurrencyNotRead(string currency, string? account) => new(
        "CurrencyNotRead",
        CostErrorKind.NotFound,
        $"DeepSeek's response doesn't include a {currency} balance of the account '{account}'.",
        "Specify the -Currency of the balance, or omit -Refresh.");

    public static CostException MessageInvalid(string reason) => new(
        "MessageInvalid",
        CostErrorKind.InvalidInput,
        $"A message isn't valid: {reason}.",
        "Specify messages in the format of the API, such as @{ role = 'user'; content = 'Hello' }.");

    public static CostException MessageNotText(string type) => new(
        "MessageNotText",
        CostErrorKind.InvalidInput,
        $"A message contains a part of type '{type}', and the tokens of such a part can't be estimated.",
        "Specify the number of tokens with -InputTokens.");

    public static CostException OutputBeyondMaximum(long given, long? longest) => new(
        "OutputBeyondMaximum",
        CostErrorKind.InvalidInput,
        FormattableString.Invariant($"-OutputTokens is {given}, but at most {longest} output tokens are possible."),
        "Specify a lower -OutputTokens or a higher -MaxOutputTokens.");

    public static CostException QuoteCompleted(string? id, decimal? actual, string currency) => new(
        "QuoteCompleted",
        CostErrorKind.AlreadyExists,
        FormattableString.Invariant($"The quote '{id}' is already settled with {actual} {currency}. Nothing was changed."),
        "To see the quote, run Get-DeepSeekQuote.");

    public static CostException QuoteNotFound(string id) => new(
        "QuoteNotFound",
        CostErrorKind.NotFound,
        $"There is no reserved quote with the ID '{id}'.",
        "To list the reserved quotes, run Get-DeepSeekQuote. A quote is stored only if it is created with -Reserve.");

    public static CostException QuoteNotReserved() => new(
        "QuoteNotReserved",
        CostErrorKind.InvalidInput,
        "The quote has no ID because it wasn't reserved. It can't be settled or released.",
        "Create the quote with New-DeepSeekQuote -Reserve, or specify the -Id of a reserved quote.");

    public static CostException QuoteRemoved(string? id) => new(
        "QuoteRemoved",
        CostErrorKind.NotFound,
        $"The quote '{id}' is already released. Nothing was changed.",
        "To list the open reservations, run Get-DeepSeekQuote -State Reserved.");

    public static CostException ReservationRefused(string text) => new(
        "ReservationRefused",
        CostErrorKind.LimitReached,
        text,
        "Top up the account and use -Refresh, settle or remove open reservations (Get-DeepSeekQuote -State Reserved), or specify a lower -MaxOutputTokens or -MaxSearches.");

    public static CostException SearchesBeyondMaximum(long expected, long most) => new(
        "SearchesBeyondMaximum",
        CostErrorKind.InvalidInput,
        FormattableString.Invariant($"-Searches ({expected}) can't be greater than -MaxSearches ({most})."),
        "Specify a lower -Searches or a higher -MaxSearches.");

    public static CostException UpperBoundInvalid(string high, string currency) => new(
        "UpperBoundInvalid",
        CostErrorKind.InvalidInput,
        $"The amount can't be reserved: the maximum cost of the call is negative ({high} {currency}).",
        "Check the imported prices with Get-DeepSeekPrice.");

    public static CostException UpperBoundUnknown(string billedAs) => new(
        "UpperBoundUnknown",
        CostErrorKind.InvalidInput,
        $"The amount can't be reserved: the maximum output of the model '{billedAs}' is unknown, so the maximum cost of the call is unknown.",
        "Specify -MaxOutputTokens, and send the same number as max_tokens.");

    public static CostException UsageAmbiguous(string source, int count) => new(
        "UsageAmbiguous",
        CostErrorKind.InvalidInput,
        $"{source} covers {count} calls.",
        "Specify the response of a single call.");

    public static CostException UsageNotFound() => new(
        "UsageNotFound",
        CostErrorKind.InvalidInput,
        "The input doesn't contain usage: the prompt and completion tokens are missing.",
        "Specify the API response or its usage, as an object or as text. In a stream, the last chunk contains the usage.");

    public static CostException CacheHitRateInvalid() => new(
        "CacheHitRateInvalid",
        CostErrorKind.InvalidInput,
        "-CacheHitRate must be between 0 and 1.",
        "For 85 percent, specify 0.85.");

    public static CostException DurationInvalid(string parameter, string maximum, string example) => new(
        "DurationInvalid",
        CostErrorKind.InvalidInput,
        $"-{parameter} must be greater than zero and at most {maximum}.",
        $"Specify a time span such as {example}.");

    public static CostException QuoteInPast() => new(
        "QuoteInPast",
        CostErrorKind.InvalidInput,
        "With -Reserve, -At must not be more than 5 minutes in the past.",
        "Omit -At to use the current time, or omit -Reserve.");
}
