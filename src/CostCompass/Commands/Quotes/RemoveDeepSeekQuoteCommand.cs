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

    private protected override void Process()
    {
        // A quote that wasn't reserved comes from the pipeline without an Id.
        foreach (string? id in Id is { Length: > 0 } ? Id : [null])
        {
            Attempt(id, () => Remove(QuoteName.Require(id)));
        }
    }

    private void Remove(string id)
    {
        DateTimeOffset now = Now;
        DeepSeekQuote quote = Store.Quotes.Find(id, now);
        ReservationRule.RequireOpen(quote);
        string what = string.Create(CultureInfo.CurrentCulture, $"{quote.Id}: {quote.High} {quote.Currency} for {quote.Model} ({quote.Account})");
        if (ShouldProcess(what, "Release the reservation"))
        {
            Store.Quotes.Remove(id, now);
        }
    }
}
