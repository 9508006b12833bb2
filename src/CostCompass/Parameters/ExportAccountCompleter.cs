using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CostCompass.Parameters;

/// <summary>Completes the names of accounts with an imported usage export.</summary>
public sealed class ExportAccountCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = wordToComplete.Trim('\'', '"');
        try
        {
            ExportStore exports = RunspaceSession.Current.Store.Exports;
            return exports.ReadAccounts()
                .Where(account => account.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Order()
                .Select(account => new CompletionResult(account.Text, account.Text, CompletionResultType.ParameterValue, Tip(exports, account)))
                .ToList();
        }
        catch (CostException)
        {
            // A store that can't be read is reported by the command, not while typing.
            return [];
        }
    }

    private static string Tip(ExportStore exports, AccountName account)
    {
        StoredExport export = exports.Read(account, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Export;
        IntervalSet spans = export.AmountCoverage.With(export.CostCoverage);
        return spans.Count == 0
            ? "a usage export"
            : string.Create(CultureInfo.InvariantCulture, $"exported from {spans[0].From:yyyy-MM-dd} to {spans[^1].To:yyyy-MM-dd} (UTC)");
    }
}
