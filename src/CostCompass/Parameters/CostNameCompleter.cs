using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CostCompass.Parameters;

/// <summary>Completes the names of accounts and then of subscriptions.</summary>
public sealed class CostNameCompleter : IArgumentCompleter
{
    private static readonly IArgumentCompleter[] _parts = [new AccountNameCompleter(), new SubscriptionNameCompleter()];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        _parts.SelectMany(part => part.CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters));
}
