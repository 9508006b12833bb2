using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CostCompass.Parameters;

/// <summary>Completes the names of accounts: those that can be queried, and those with a history.</summary>
public sealed class AccountNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = Wildcard.Of(wordToComplete.Trim('\'', '"') + "*");
        try
        {
            CostSession session = RunspaceSession.Current;
            Dictionary<AccountName, string> tips = new HistoryReader(session.Store).FindSeries()
                .GroupBy(series => series.Key.Account)
                .ToDictionary(
                    series => series.Key,
                    series => $"{series.First().Key.Provider}, {string.Join(" and ", series.Select(one => one.Key.Currency))} in the history");
            foreach (CostAccount account in new AccountDirectory(session).ReadAll())
            {
                tips[account.Name] = $"{account.Provider}, key from {account.KeySource}";
            }

            return tips
                .Where(tip => pattern.IsMatch(tip.Key.Text))
                .OrderBy(tip => tip.Key)
                .Select(tip => new CompletionResult(tip.Key.Text, tip.Key.Text, CompletionResultType.ParameterValue, tip.Value))
                .ToList();
        }
        catch (CostException)
        {
            // A store that can't be read is reported by the command, not while typing.
            return [];
        }
    }
}
