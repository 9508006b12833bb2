using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CostCompass.Parameters;

/// <summary>Completes names from the session, each with a tooltip.</summary>
public abstract class StoredNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = Wildcard.Of(WildcardPattern.Escape(wordToComplete.Trim('\'', '"')) + "*");
        try
        {
            return Offer(RunspaceSession.Current, parameterName, fakeBoundParameters)
                .Where(offer => pattern.IsMatch(offer.Name))
                .Select(offer => new CompletionResult(Quoted(offer.Name), offer.Name, CompletionResultType.ParameterValue, offer.Tip))
                .ToList();
        }
        catch (CostException)
        {
            // A store that can't be read is reported by the command, not while typing.
            return [];
        }
    }

    /// <summary>The names with their tooltips, in the order in which they are offered.</summary>
    /// <param name="session">The session.</param>
    /// <param name="parameter">The parameter that is completed.</param>
    /// <param name="bound">The parameters that are already typed.</param>
    private protected abstract IEnumerable<(string Name, string Tip)> Offer(CostSession session, string parameter, IDictionary bound);

    private static string Quoted(string name) => name.All(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_')
        ? name
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
}
