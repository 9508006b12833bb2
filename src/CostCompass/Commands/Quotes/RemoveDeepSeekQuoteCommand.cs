using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Releases reservations. Use it for a call that you don't make after all. The reserved amount is available immediately.</summary>
[Cmdlet(VerbsCommon.Remove, "DeepSeekQuote", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Remove-DeepSeekQuote.md")]
[OutputType(typeof(void))]
public sealed class RemoveDeepSeekQuoteCommand : CostCompassCmdlet
{
    /// <summary>The Ids of the quotes, from New-DeepSeekQuote -Reserve. Tab completes the Ids that can be released.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(QuoteIdCompleter))]
    public string?[]? Id { get; set; }

    // A quote that wasn't reserved comes from the pipeline without an Id.
    private protected override void Process()
    {
        DateTimeOffset now = Now;
        RemoveEach<DeepSeekQuote>(
            Id is { Length: > 0 } ? Id.Select(id => id!) : [null!],
            id => [Find(id, now)],
            quote => string.Create(CultureInfo.CurrentCulture, $"{quote.Id}: {quote.High} {quote.Currency} for {quote.Model} ({quote.Account})"),
            "Release the reservation",
            quote => Store.Quotes.Remove(quote.Id!, now));
    }

    private DeepSeekQuote Find(string? id, DateTimeOffset now)
    {
        DeepSeekQuote quote = Store.Quotes.Find(ReservationRule.RequireId(id), now);
        ReservationRule.RequireOpen(quote);
        return quote;
    }
}
