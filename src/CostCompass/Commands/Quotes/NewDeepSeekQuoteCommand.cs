using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Says what a call may cost before it is made: the least, the likely and the most, and what of the balance is left then. With
/// -Reserve the most is held against the balance, so that no other call that reserves can spend it.
/// </summary>
[Cmdlet(VerbsCommon.New, "DeepSeekQuote", SupportsShouldProcess = true, DefaultParameterSetName = PromptSet, HelpUri = HelpPage.Folder + "New-DeepSeekQuote.md")]
[OutputType(typeof(DeepSeekQuote))]
public sealed class NewDeepSeekQuoteCommand : CostCompassCmdlet
{
    private const string TokenSet = "Token";
    private const string PromptSet = "Prompt";
    private const string MessageSet = "Message";

    // A script that gives the present as -At is a little late by the time the command reads the clock.
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(5);

    private bool _isRefreshed;

    /// <summary>The model, as the request will name it.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CallableModelCompleter))]
    public string Model { get; set; } = "";

    /// <summary>The tokens of the prompt, when they are known.</summary>
    [Parameter(ParameterSetName = TokenSet, Mandatory = true)]
    [ValidateRange(0L, 1_000_000_000L)]
    public long InputTokens { get; set; }

    /// <summary>The text of the prompt. Each text that is piped in makes a quote.</summary>
    [Parameter(ParameterSetName = PromptSet, Mandatory = true, ValueFromPipeline = true)]
    [PromptTransformation]
    [AllowEmptyString]
    public string Prompt { get; set; } = "";

    /// <summary>The messages of one request, as they will be sent: hashtables or objects with role and content.</summary>
    [Parameter(ParameterSetName = MessageSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public object[] Message { get; set; } = [];

    /// <summary>The longest answer, reasoning included: max_tokens of the request. Without it the limit of the model.</summary>
    [Parameter]
    [Alias("MaxTokens")]
    [ValidateRange(0L, 1_000_000_000L)]
    public long? MaxOutputTokens { get; set; }

    /// <summary>The expected length of the answer. 1,000 tokens by default, or half of the longest answer when that is less.</summary>
    [Parameter]
    [ValidateRange(0L, 1_000_000_000L)]
    public long? OutputTokens { get; set; }

    /// <summary>The most web searches and fetches that the server makes for the answer: max_uses of the tool. As many as -Searches by default.</summary>
    [Parameter]
    [ValidateRange(0L, 1_000_000L)]
    public long? MaxSearches { get; set; }

    /// <summary>The expected number of web searches and fetches. As many as -MaxSearches by default.</summary>
    [Parameter]
    [ValidateRange(0L, 1_000_000L)]
    public long? Searches { get; set; }

    /// <summary>Which part of the prompt is expected to be in the cache, from 0 (the default) to 1. Only Expected depends on it.</summary>
    [Parameter]
    public decimal CacheHitRate { get; set; }

    /// <summary>The currency of the prices. That of the account's balance by default, else USD.</summary>
    [Parameter]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>When the call is made. Now by default.</summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? At { get; set; }

    /// <summary>How long the call may take. 10 minutes by default.</summary>
    [Parameter]
    [Alias("Timeout")]
    public TimeSpan Duration { get; set; } = QuoteRequest.UsualDuration;

    /// <summary>The account that pays. Not needed when there is only one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? Name { get; set; }

    /// <summary>Hold High against the balance. Without it nothing is stored.</summary>
    [Parameter]
    public SwitchParameter Reserve { get; set; }

    /// <summary>How long it is held, from the call on. The duration of the call and 5 minutes by default.</summary>
    [Parameter]
    public TimeSpan? ReserveFor { get; set; }

    /// <summary>Ask the account for its balance first, and store the answer as a snapshot.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>The longest that the account may take to answer with -Refresh, retries included, in seconds. 30 by default.</summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int TimeoutSec { get; set; } = 30;

    private protected override void Process() => Attempt(Name ?? Model, () =>
    {
        Require(CacheHitRate is >= 0m and <= 1m, "CacheHitRateInvalid", "The rate of cache hits lies between 0 and 1.", "Give 0.85 for 85 percent.");
        Require(
            Duration > TimeSpan.Zero && Duration <= TimeSpan.FromDays(1),
            "DurationInvalid", "A call takes longer than no time and a day at most.", "Give a duration such as 00:10:00.");
        Require(
            ReserveFor is null || (ReserveFor > TimeSpan.Zero && ReserveFor <= TimeSpan.FromDays(7)),
            "DurationInvalid", "A reservation lasts longer than no time and seven days at most.", "Give a duration such as 00:15:00.");
        PayingAccount payer = PayingAccount.Find(Session, Name, Currency);
        if (Refresh && !_isRefreshed && ShouldProcess(payer.RequireSeries().Account.Text, "Take a snapshot"))
        {
            // Once for a pipeline of prompts: what is reserved meanwhile is known without asking.
            BalanceAnswer answer = new BalanceRefresh(Session, Keys).Run(payer.Account!.Value.Text, TimeSpan.FromSeconds(TimeoutSec), StopToken);
            payer = PayingAccount.Find(Session, Name, Currency);
            Report(payer, answer);
            _isRefreshed = true;
        }

        WriteObject(QuoteView.Of(Reserve ? Reserved(payer) : Quoted(payer)));
    });

    // Without a reading in the currency of the call the store holds an older balance: nothing is reserved against it.
    private void Report(PayingAccount payer, BalanceAnswer answer)
    {
        if ((Reserve || answer.Faults.Count > 0) && answer.Readings.All(reading => reading.Currency != payer.Currency))
        {
            throw answer.Faults.Count > 0 ? answer.Faults[0] : new CostException(
                "CurrencyNotRead",
                CostErrorKind.NotFound,
                $"The balance in {payer.Currency} of account '{payer.Account?.Text}' is not in DeepSeek's answer.",
                "Specify the -Currency of the balance, or leave out -Refresh.");
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

    private static void Require(bool holds, string errorId, string message, string advice)
    {
        if (!holds)
        {
            throw new CostException(errorId, CostErrorKind.InvalidInput, message, advice);
        }
    }

    private DeepSeekQuote Quoted(PayingAccount payer) => Against(payer, QuotePricing.Of(Request(payer, At ?? Now, null), Session.Prices));

    private DeepSeekQuote Against(PayingAccount payer, DeepSeekQuote quote) => ReservationRule.Against(
        quote, payer.Account?.Text, payer.Series is { } series ? Store.Quotes.ReadStanding(series, Now) : null);

    private DeepSeekQuote Reserved(PayingAccount payer)
    {
        DateTimeOffset now = Now;
        DateTimeOffset at = At ?? now;
        Require(
            at > now - Lateness,
            "QuoteInPast", "A call of the past cannot be reserved for.", "Leave -At out for now, or quote without -Reserve.");
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
