using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CostCompass.Parameters;

/// <summary>Completes the currencies with a history.</summary>
public sealed class CurrencyCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = wordToComplete.Trim('\'', '"');
        try
        {
            return new HistoryReader(RunspaceSession.Current.Store).FindSeries()
                .GroupBy(series => series.Key.Currency)
                .Where(currency => currency.Key.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Select(currency => new CompletionResult(
                    currency.Key,
                    currency.Key,
                    CompletionResultType.ParameterValue,
                    "in the history of " + string.Join(", ", currency.Select(series => series.Key.Account))))
                .ToList();
        }
        catch (CostException)
        {
            // A store that can't be read is reported by the command, not while typing.
            return [];
        }
    }
}
