using System.Management.Automation;
using CostCompass.Completion;
using CostCompass.Quotes;

namespace CostCompass.Commands;

/// <summary>Lists the quotes that were reserved, oldest first, each with what has become of it.</summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekQuote")]
[OutputType(typeof(DeepSeekQuote))]
public sealed class GetDeepSeekQuoteCommand : CostCompassCmdlet
{
    /// <summary>The Ids of the quotes, with wildcards. Without it every quote is listed.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(QuoteIdCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Only quotes of which this has become: Reserved, Completed, Expired or Removed.</summary>
    [Parameter]
    public QuoteState[]? State { get; set; }

    /// <summary>Only quotes of this account, with wildcards.</summary>
    [Parameter]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string Name { get; set; } = "*";

    private protected override void Process()
    {
        IReadOnlyList<DeepSeekQuote> quotes = Store.Quotes.Read(Now);
        var account = new WildcardPattern(Name, WildcardOptions.IgnoreCase);
        foreach (string id in Id ?? ["*"])
        {
            var pattern = new WildcardPattern(id, WildcardOptions.IgnoreCase);
            List<DeepSeekQuote> named = quotes.Where(quote => pattern.IsMatch(quote.Id)).ToList();
            if (named.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(id))
            {
                Attempt(id, () => Store.Quotes.Find(id, Now));
            }

            WriteObject(
                named.Where(quote => account.IsMatch(quote.Account) && (State is null || State.Contains(quote.State))).Select(QuoteView.Of),
                enumerateCollection: true);
        }
    }
}
