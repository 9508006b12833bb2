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
        var pattern = Wildcard.Of(PatternOf(wordToComplete.Trim('\'', '"')) + "*");
        try
        {
            return Offer(RunspaceSession.Current, new CompletedParameter(commandName, parameterName, fakeBoundParameters, pattern))
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
    /// <param name="completed">The parameter that is completed.</param>
    private protected abstract IEnumerable<(string Name, string Tip)> Offer(CostSession session, CompletedParameter completed);

    /// <summary>The pattern of what is typed. Only a parameter whose names can be typed with wildcards keeps them.</summary>
    /// <param name="typed">What is typed.</param>
    private protected virtual string PatternOf(string typed) => WildcardPattern.Escape(typed);

    private static string Quoted(string name) => name.All(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_' or '/')
        ? name
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";

    /// <summary>The parameter that is completed.</summary>
    /// <param name="Command">The name of the command.</param>
    /// <param name="Name">The name of the parameter.</param>
    /// <param name="Bound">The parameters that are already typed.</param>
    /// <param name="Typed">The beginning of a name that is typed. Only a completer that reads something for each name needs it.</param>
    private protected sealed record CompletedParameter(string Command, string Name, IDictionary Bound, NamePattern Typed)
    {
        /// <summary>Whether it is a parameter of a command.</summary>
        /// <param name="command">The name of the command.</param>
        public bool IsOf(string command) => string.Equals(Command, command, StringComparison.OrdinalIgnoreCase);
    }
}
