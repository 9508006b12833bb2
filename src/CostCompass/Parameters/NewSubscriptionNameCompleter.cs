using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CostCompass.Parameters;

/// <summary>
/// Keeps a new name as typed and describes it. Without a completer, PowerShell would offer the files of the current folder.
/// </summary>
public sealed class NewSubscriptionNameCompleter : IArgumentCompleter
{
    private const string Example = "my-subscription";

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string name = string.IsNullOrEmpty(wordToComplete) ? Example : wordToComplete;
        yield return new CompletionResult(name, name, CompletionResultType.ParameterValue, "the name of a new subscription");
    }
}
