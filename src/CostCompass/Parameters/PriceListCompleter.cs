using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CostCompass.Parameters;

/// <summary>Completes the currencies of DeepSeek's price lists, with the accounts that they apply to.</summary>
public sealed class PriceListCompleter : IArgumentCompleter
{
    /// <summary>The price lists: the currency of each, and the accounts that it applies to.</summary>
    internal static readonly IReadOnlyList<(string Currency, string PaidBy)> Lists =
    [
        ("USD", "US dollars: accounts that were topped up in dollars"),
        ("CNY", "Chinese yuan: accounts that were topped up in yuan"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = wordToComplete.Trim('\'', '"');
        return Lists
            .Where(list => list.Currency.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(list => new CompletionResult(list.Currency, list.Currency, CompletionResultType.ParameterValue, list.PaidBy));
    }
}
