namespace CostCompass.Application;

/// <summary>Quotes calls, and reserves the maximum cost of each of the balance of the account that pays.</summary>
/// <param name="session">The session.</param>
/// <param name="keys">The keys of accounts.</param>
public sealed class CallQuoting(CostSession session, AccountKeys keys)
{
    // A script that specifies the current time is a little late by the time the clock is read.
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(5);

    private bool _isRefreshed;

    /// <summary>The currency, or null for that of the balance.</summary>
    public string? Currency { get; init; }

    /// <summary>Whether the maximum is reserved.</summary>
    public bool Reserve { get; init; }

    /// <summary>How long it is reserved, or null for the duration of the call and the time to settle it.</summary>
    public TimeSpan? ReserveFor { get; init; }

    /// <summary>The timeout of the request for the balance before the first quote, or null for the balance in the store.</summary>
    public TimeSpan? Refresh { get; init; }

    /// <summary>Whether the user agrees to an action on an account.</summary>
    public required Func<string, string, bool> MayAct { get; init; }

    /// <summary>Called with the account and a currency of it that can't be read.</summary>
    public required Action<string?, CostException> Fail { get; init; }

    /// <summary>Called with warnings.</summary>
    public required Action<string> Warn { get; init; }

    private SqlCostStore Store => session.Store;

    private DateTimeOffset Now => session.Clock.GetUtcNow();

    /// <summary>Quotes a call.</summary>
    /// <param name="account">The name of the account that pays, or null for the only one.</param>
    /// <param name="describe">Describes the call in the currency of the account.</param>
    /// <param name="stop">Cancelled when the user stops the command.</param>
    /// <returns>The quote, which is reserved if that is asked and the user agrees.</returns>
    /// <exception cref="CostException">
    /// <c>AccountNotFound</c>, <c>AccountNeeded</c>, <c>QuoteInPast</c>, and the errors of the prices, the balance and its refresh.
    /// </exception>
    public DeepSeekQuote Quote(string? account, Func<string, QuoteRequest> describe, CancellationToken stop)
    {
        if (ReserveFor is { } time && (time <= TimeSpan.Zero || time > TimeSpan.FromDays(7)))
        {
            throw QuoteErrors.DurationInvalid(nameof(ReserveFor), "7 days", "00:15:00");
        }

        PayingAccount payer = Find(account);
        if (Refresh is { } timeout && !_isRefreshed && MayAct(payer.RequireSeries().Account.Text, "Take a snapshot"))
        {
            // Once for all calls: reservations in the meantime are known without a request.
            BalanceAnswer answer = ReadBalance(payer.RequireSeries().Account.Text, timeout, stop);
            payer = Find(account);
            Report(payer, answer);
            _isRefreshed = true;
        }

        QuoteRequest request = describe(payer.Currency);
        return Reserve ? Reserved(payer, request) : Against(payer, QuotePricing.Of(request, session.Prices));
    }

    private PayingAccount Find(string? account)
    {
        using IDisposable held = Store.Hold();
        return PayingAccount.Find(session, account, Currency);
    }

    // Takes a snapshot of every currency of the account, as Update-CostSnapshot does for many accounts.
    private BalanceAnswer ReadBalance(string name, TimeSpan timeout, CancellationToken stop)
    {
        CostAccount account = new AccountDirectory(session).Find(NamePattern.Exactly(name))[0];
        Dictionary<BalanceSeriesKey, DateTimeOffset> newest = StoredSeries.LastSeen(Store.ReadSeries());
        BalanceAnswer answer = Ask(account, timeout, stop);
        if (answer.Readings.Count > 0)
        {
            Store.Record(answer.Readings, newest);
        }

        return answer;
    }

    private BalanceAnswer Ask(CostAccount account, TimeSpan timeout, CancellationToken stop)
    {
        using AccountKey key = keys.Open(account);
        var provider = new ProviderCatalog(session.HttpWithin(timeout)).Require<IBalanceProvider>(account.Provider);
        return session.AskAsync(account, key, provider.ReadAsync, answer => answer.Status, stop).GetAwaiter().GetResult();
    }

    // Without a reading in the currency of the call, the store contains an older balance. Nothing is reserved against it.
    private void Report(PayingAccount payer, BalanceAnswer answer)
    {
        if ((Reserve || answer.Faults.Count > 0) && answer.Readings.All(reading => reading.Currency != payer.Currency))
        {
            throw answer.Faults.Count > 0 ? answer.Faults[0] : QuoteErrors.CurrencyNotRead(payer.Currency, payer.Account?.Text);
        }

        foreach (CostException fault in answer.Faults)
        {
            Fail(payer.Account?.Text, fault);
        }

        if (answer.Notice is { } notice)
        {
            Warn(notice);
        }
    }

    private DeepSeekQuote Against(PayingAccount payer, DeepSeekQuote quote) => ReservationRule.Against(
        quote, payer.Account?.Text, payer.Series is { } series ? Store.Quotes.ReadStanding(series, Now) : null);

    private DeepSeekQuote Reserved(PayingAccount payer, QuoteRequest request)
    {
        DateTimeOffset now = Now;
        if (request.At <= now - Lateness)
        {
            throw QuoteErrors.QuoteInPast();
        }

        DateTimeOffset until = Instant.Later(request.At, now) + (ReserveFor ?? (request.Duration + QuoteRequest.TimeToSettle));
        DeepSeekQuote quote = QuotePricing.Of(request with { CoveredUntil = until }, session.Prices);
        string end = until.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        string what = string.Create(CultureInfo.CurrentCulture, $"Reserve {quote.High} {quote.Currency} until {end}");
        return MayAct(payer.RequireSeries().Account.Text, what)
            ? Store.Quotes.Reserve(quote, payer.RequireSeries(), now, until)
            : Against(payer, quote);
    }
}
