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

    private CallQuoting? _quoting;

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
        Require(
            Duration > TimeSpan.Zero && Duration <= TimeSpan.FromDays(1),
            QuoteErrors.DurationInvalid(nameof(Duration), "1 day", "00:10:00"));
        _quoting ??= new CallQuoting(Session, Keys)
        {
            Currency = Currency,
            Reserve = Reserve,
            ReserveFor = ReserveFor,
            Refresh = Refresh ? TimeSpan.FromSeconds(TimeoutSec) : null,
            MayAct = ShouldProcess,
            Fail = (account, fault) => WriteError(ErrorRecords.From(fault, account)),
            Warn = WriteWarning,
        };
        _ = Store;
        WriteObject(_quoting.Quote(Name, Request, StopToken).ToLocal());
    });

    private static void Require(bool holds, CostException failure)
    {
        if (!holds)
        {
            throw failure;
        }
    }

    private QuoteRequest Request(string currency) => new()
    {
        Model = Model.Trim(),
        Currency = currency,
        At = At ?? Now,
        Duration = Duration,
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
