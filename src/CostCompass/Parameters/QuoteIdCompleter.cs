using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CostCompass.Parameters;

/// <summary>Completes the Ids of quotes, the newest first. For commands that settle or release one, only those that can be.</summary>
public sealed class QuoteIdCompleter : IArgumentCompleter
{
    // More than anyone steps through. There can be a quote for each call ever made.
    private const int MaximumOffers = 100;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = wordToComplete.Trim('\'', '"');
        bool isRead = commandName.StartsWith("Get-", StringComparison.OrdinalIgnoreCase);
        try
        {
            CostSession session = RunspaceSession.Current;
            DateTimeOffset now = session.Clock.GetUtcNow();
            IEnumerable<DeepSeekQuote> quotes = isRead
                ? session.Store.Quotes.ReadNewest(typed, MaximumOffers, now)
                : session.Store.Quotes.ReadOpen(now)
                    .Where(quote => quote.Id!.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                    .Reverse()
                    .Take(MaximumOffers);
            return quotes
                .Select(quote => new CompletionResult(quote.Id, quote.Id, CompletionResultType.ParameterValue, Tip(quote)))
                .ToList();
        }
        catch (CostException)
        {
            // A store that can't be read is reported by the command, not while typing.
            return [];
        }
    }

    private static string Tip(DeepSeekQuote quote)
    {
        string subject = string.Create(CultureInfo.InvariantCulture, $"{quote.High} {quote.Currency} of {quote.Account} for {quote.Model}");
        DateTimeOffset until = quote.ReservedUntil!.Value.ToLocalTime();
        return quote.State switch
        {
            QuoteState.Reserved => string.Create(CultureInfo.InvariantCulture, $"{subject}, held until {until:yyyy-MM-dd HH:mm}"),
            QuoteState.Expired => string.Create(CultureInfo.InvariantCulture, $"{subject}, expired {until:yyyy-MM-dd HH:mm}"),
            QuoteState.Completed => string.Create(CultureInfo.InvariantCulture, $"{subject}, settled with {quote.Actual}"),
            _ => $"{subject}, released",
        };
    }
}
