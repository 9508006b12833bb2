using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Gets reserved quotes and their state. The oldest quotes come first. Quotes that were created without -Reserve aren't stored.
/// </summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekQuote", HelpUri = HelpPage.Folder + "Get-DeepSeekQuote.md")]
[OutputType(typeof(DeepSeekQuote))]
public sealed class GetDeepSeekQuoteCommand : CostCompassCmdlet
{
    /// <summary>The Ids of the quotes. Wildcards are allowed. The default is all quotes. Tab completes Ids, the newest first.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(QuoteIdCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Returns only quotes in this state: Reserved, Completed, Expired or Removed.</summary>
    [Parameter]
    public QuoteState[]? State { get; set; }

    /// <summary>Returns only quotes of this account. Wildcards are allowed, and Tab completes names.</summary>
    [Parameter]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string Name { get; set; } = "*";

    private protected override void Process()
    {
        DateTimeOffset now = Now;
        if (Id is null)
        {
            Write(ReadListed(now));
            return;
        }

        foreach (string id in Id)
        {
            if (WildcardPattern.ContainsWildcardCharacters(id))
            {
                var pattern = Wildcard.Of(id);
                Write(ReadListed(now).Where(quote => pattern.IsMatch(quote.Id)));
            }
            else
            {
                Attempt(id, () => Write([Store.Quotes.Find(id, now)]));
            }
        }
    }

    // Open quotes are found without reading all closed ones.
    private IReadOnlyList<DeepSeekQuote> ReadListed(DateTimeOffset now) =>
        State is { Length: > 0 } && State.All(state => state is QuoteState.Reserved or QuoteState.Expired)
            ? Store.Quotes.ReadOpen(now)
            : Store.Quotes.Read(now);

    private void Write(IEnumerable<DeepSeekQuote> quotes)
    {
        var account = Wildcard.Of(Name);
        WriteObject(
            quotes
                .Where(quote => account.IsMatch(quote.Account) && (State is null || State.Contains(quote.State)))
                .Select(quote => quote.ToLocal()),
            enumerateCollection: true);
    }
}
