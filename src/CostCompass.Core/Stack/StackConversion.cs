namespace CostCompass.Stack;

/// <summary>
/// Converts the cost of accounts and subscriptions to one currency: spend at the rate of its day, and future amounts at today's rate. An
/// account or a subscription is converted completely, or stays in its own currency.
/// </summary>
/// <param name="months">The months of the result.</param>
/// <param name="converter">Converts to the requested currency.</param>
/// <param name="calendar">The calendar of the requested time zone.</param>
/// <param name="isAmortized">Whether charges of subscriptions are spread over the days that they pay for.</param>
internal sealed class StackConversion(MonthSpan months, CurrencyConverter converter, ZoneCalendar calendar, bool isAmortized)
{
    private readonly SubscriptionCosts _costs = new(calendar);

    /// <summary>Whether all exchange rates for the current month and the forecast of an account exist. An amount of 0 needs none.</summary>
    /// <param name="account">The account.</param>
    public bool CanConvert(AccountOutlook account) =>
        account.Currency == converter.Currency
        || (account.Days.Where(day => day.Day >= months.FirstDay).All(day => converter.Convert(day) is not null)
            && ComingOf(account).All(amount => converter.Convert(new DatedAmount(months.Today, account.Currency, amount)) is not null));

    /// <summary>The currency in which a subscription counts: the requested one, or its own if an exchange rate is missing.</summary>
    /// <param name="subscription">The subscription.</param>
    public string CurrencyOf(Subscription subscription) =>
        AmountsOf(subscription, months.Start, months.NextEnd).ToList().TrueForAll(amount => converter.Convert(amount) is not null)
            ? converter.Currency
            : subscription.Currency;

    /// <summary>The spend of an account in the current month.</summary>
    /// <param name="account">The account.</param>
    /// <param name="currency">The currency in which it counts.</param>
    public decimal Spent(AccountOutlook account, string currency) =>
        account.Days.Where(day => day.Day >= months.FirstDay).Sum(day => In(day, currency));

    /// <summary>A future amount, or null if it is unknown.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="from">Its currency.</param>
    /// <param name="currency">The currency in which it counts.</param>
    public decimal? ToCome(decimal? amount, string from, string currency) =>
        amount is { } known ? In(new DatedAmount(months.Today, from, known), currency) : null;

    /// <summary>The cost of a subscription in a span.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    /// <param name="currency">The currency in which it counts.</param>
    public decimal CostIn(Subscription subscription, DateTimeOffset from, DateTimeOffset to, string currency) =>
        AmountsOf(subscription, from, to).Sum(amount => In(amount, currency));

    /// <summary>An amount in addition to the sums, such as a balance. Null if it is unknown or its exchange rate is missing.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="from">Its currency.</param>
    /// <param name="currency">The currency in which it counts.</param>
    public decimal? Beside(decimal? amount, string from, string currency) =>
        amount is not { } known ? null : from == currency ? known : converter.Convert(new DatedAmount(months.Today, from, known));

    private static IEnumerable<decimal> ComingOf(AccountOutlook account) => account.Forecast is { } forecast
        ? new[]
        {
            account.RestOfMonth,
            account.RestOfMonthLow,
            account.RestOfMonthHigh,
            forecast.Total,
            forecast.Low,
            forecast.High,
            forecast.DailyBurn,
        }.OfType<decimal>()
        : [];

    // Future amounts have no exchange rate other than today's.
    private IEnumerable<DatedAmount> AmountsOf(Subscription subscription, DateTimeOffset from, DateTimeOffset to) => _costs
        .In(subscription, from, to, isAmortized)
        .Select(amount => amount.Day > months.Today ? amount with { Day = months.Today } : amount);

    // The existence of the rate was checked before.
    private decimal In(in DatedAmount amount, string currency) =>
        amount.Currency == currency ? amount.Amount : converter.Convert(amount) ?? throw new InvalidOperationException("An exchange rate that was found before is missing.");
}
