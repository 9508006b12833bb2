using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Estimates the cost of a call, and can reserve that amount of the balance. A quote has a minimum, a likely and a maximum cost. With
/// -Reserve, the maximum is held until the quote is settled, released or expires.
/// </summary>
[Cmdlet(VerbsCommon.New, "DeepSeekQuote", SupportsShouldProcess = true, DefaultParameterSetName = PromptSet, HelpUri = HelpPage.Folder + "New-DeepSeekQuote.md")]
[OutputType(typeof(DeepSeekQuote))]
public sealed class NewDeepSeekQuoteCommand : CostCompassCmdlet
{
    private const string TokenSet = "Token";
    private const string PromptSet = "Prompt";
    private const string MessageSet = "Message";

    // A script that specifies the current time as -At is a little late by the time the command reads the clock.
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(5);

    private bool _isRefreshed;

    /// <summary>
    /// The model, as the request names it. Tab completes the models that can be called now, with their prices in the tooltip.
    /// </summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string Model { get; set; } = "";

    /// <summary>The number of tokens in the prompt, if you know it: 0 to 1,000,000,000.</summary>
    [Parameter(ParameterSetName = TokenSet, Mandatory = true)]
    [ValidateRange(0L, 1_000_000_000L)]
    public long InputTokens { get; set; }

    /// <summary>The text of the prompt. Each text from the pipeline gets its own quote, so read a file with Get-Content -Raw.</summary>
    [Parameter(ParameterSetName = PromptSet, Mandatory = true, ValueFromPipeline = true)]
    [PromptTransformation]
    [AllowEmptyString]
    public string Prompt { get; set; } = "";

    /// <summary>
    /// The messages of one request, as you send them: hashtables or objects with role and content. The content is text or a list of
    /// parts. Plain text counts as a message.
    /// </summary>
    [Parameter(ParameterSetName = MessageSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public object[] Message { get; set; } = [];

    /// <summary>
    /// The maximum length of the response in tokens, including reasoning: 0 to 1,000,000,000. Send the same number as max_tokens. The
    /// default is the limit of the model.
    /// </summary>
    [Parameter]
    [Alias("MaxTokens")]
    [ValidateRange(0L, 1_000_000_000L)]
    public long? MaxOutputTokens { get; set; }

    /// <summary>
    /// The expected length of the response in tokens. The default is 1,000, or half of the maximum length if that is less.
    /// </summary>
    [Parameter]
    [ValidateRange(0L, 1_000_000_000L)]
    public long? OutputTokens { get; set; }

    /// <summary>
    /// The maximum number of web searches and fetches of the server: 0 to 1,000,000. Send the same number as max_uses of the tool.
    /// The default is the value of -Searches, or 0.
    /// </summary>
    [Parameter]
    [ValidateRange(0L, 1_000_000L)]
    public long? MaxSearches { get; set; }

    /// <summary>
    /// The expected number of web searches and fetches of the server: 0 to 1,000,000. The default is the value of -MaxSearches.
    /// </summary>
    [Parameter]
    [ValidateRange(0L, 1_000_000L)]
    public long? Searches { get; set; }

    /// <summary>
    /// The share of the prompt that is expected to be a cache hit: 0 to 1. The default is 0. Low and High don't depend on it.
    /// </summary>
    [Parameter]
    public decimal CacheHitRate { get; set; }

    /// <summary>
    /// The currency of the prices: USD or CNY. The default is the currency of the account's balance, or USD without an account.
    /// </summary>
    [Parameter]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>When the call is made. The default is now. For a reservation it can't be more than five minutes ago.</summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? At { get; set; }

    /// <summary>How long the call can take, up to one day. The default is 10 minutes.</summary>
    [Parameter]
    [Alias("Timeout")]
    public TimeSpan Duration { get; set; } = QuoteRequest.UsualDuration;

    /// <summary>
    /// The name of the account that pays. You can omit it if there is only one DeepSeek account. If there are several, none is
    /// selected by default. Tab completes names.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? Name { get; set; }

    /// <summary>Reserves High of the balance.</summary>
    [Parameter]
    public SwitchParameter Reserve { get; set; }

    /// <summary>
    /// How long the amount is reserved: up to seven days from now, or from -At if that is later. The default is the duration of the call
    /// plus 5 minutes. High then considers every price band until the reservation expires.
    /// </summary>
    [Parameter]
    public TimeSpan? ReserveFor { get; set; }

    /// <summary>Gets the balance of the account first and stores it as a snapshot. This happens once for all pipeline input.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>
    /// With -Refresh, the maximum time in seconds that the account may take to respond, including retries: 1 to 600. The default is
    /// 30.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int TimeoutSec { get; set; } = 30;

    private protected override void Process() => Attempt(Name ?? Model, () =>
    {
        Require(CacheHitRate is >= 0m and <= 1m, QuoteErrors.CacheHitRateInvalid());
        Require(Duration > TimeSpan.Zero && Duration <= TimeSpan.FromDays(1), QuoteErrors.DurationInvalid(nameof(Duration), "1 day", "00:10:00"));
        Require(
            ReserveFor is null || (ReserveFor > TimeSpan.Zero && ReserveFor <= TimeSpan.FromDays(7)),
            QuoteErrors.DurationInvalid(nameof(ReserveFor), "7 days", "00:15:00"));
        PayingAccount payer = PayingAccount.Find(Session, Name, Currency);
        if (Refresh && !_isRefreshed && ShouldProcess(payer.RequireSeries().Account.Text, "Take a snapshot"))
        {
            // Once for a pipeline of prompts: reservations in the meantime are known without a request.
            BalanceAnswer answer = new BalanceRefresh(Session, Keys).Run(payer.Account!.Value.Text, TimeSpan.FromSeconds(TimeoutSec), StopToken);
            payer = PayingAccount.Find(Session, Name, Currency);
            Report(payer, answer);
            _isRefreshed = true;
        }

        WriteObject((Reserve ? Reserved(payer) : Quoted(payer)).ToLocal());
    });

    // Without a reading in the currency of the call, the store contains an older balance. Nothing is reserved against it.
    private void Report(PayingAccount payer, BalanceAnswer answer)
    {
        if ((Reserve || answer.Faults.Count > 0) && answer.Readings.All(reading => reading.Currency != payer.Currency))
        {
            throw answer.Faults.Count > 0 ? answer.Faults[0] : QuoteErrors.CurrencyNotRead(payer.Currency, payer.Account?.Text);
        }

        foreach (CostException fault in answer.Faults)
        {
            WriteError(ErrorRecords.From(fault, payer.Account?.Text));
        }

        if (answer.Notice is { } notice)
        {
            WriteWarning(notice);
        }
    }

    private static void Require(bool holds, CostException failure)
    {
        if (!holds)
        {
            throw failure;
        }
    }

    private DeepSeekQuote Quoted(PayingAccount payer) => Against(payer, QuotePricing.Of(Request(payer, At ?? Now, null), Session.Prices));

    private DeepSeekQuote Against(PayingAccount payer, DeepSeekQuote quote) => ReservationRule.Against(
        quote, payer.Account?.Text, payer.Series is { } series ? Store.Quotes.ReadStanding(series, Now) : null);

    private DeepSeekQuote Reserved(PayingAccount payer)
    {
        DateTimeOffset now = Now;
        DateTimeOffset at = At ?? now;
        Require(at > now - Lateness, QuoteErrors.QuoteInPast());
        DateTimeOffset until = (at > now ? at : now) + (ReserveFor ?? (Duration + QuoteRequest.TimeToSettle));
        DeepSeekQuote quote = QuotePricing.Of(Request(payer, at, until), Session.Prices);
        string account = payer.RequireSeries().Account.Text;
        string end = until.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        string what = string.Create(CultureInfo.CurrentCulture, $"Reserve {quote.High} {quote.Currency} until {end}");
        return ShouldProcess(account, what)
            ? Store.Quotes.Reserve(quote, payer.RequireSeries(), now, until)
            : Against(payer, quote);
    }

    private QuoteRequest Request(PayingAccount payer, DateTimeOffset at, DateTimeOffset? coveredUntil) => new()
    {
        Model = Model.Trim(),
        Currency = payer.Currency,
        At = at,
        Duration = Duration,
        CoveredUntil = coveredUntil,
        Input = ParameterSetName switch
        {
            TokenSet => TokenEstimate.Exactly(InputTokens),
            MessageSet => TokenEstimator.OfMessages(Message.Select(MessageReader.Read)),
            _ => TokenEstimator.OfMessages([new PromptMessage(Prompt)]),
        },
        CacheHitRate = CacheHitRate,
        OutputTokens = OutputTokens,
        MaxOutputTokens = MaxOutputTokens,
        Searches = Searches,
        MaxSearches = MaxSearches,
    };
}
