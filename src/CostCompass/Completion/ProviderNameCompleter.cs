using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CostCompass.Accounts;
using CostCompass.Errors;
using CostCompass.Sessions;

namespace CostCompass.Completion;

/// <summary>Completes the names of providers, and tells of each what it can tell.</summary>
public sealed class ProviderNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = wordToComplete.Trim('\'', '"');
        try
        {
            return CostSession.Current.Providers.All
                .Select(provider => provider.Description)
                .Where(provider => provider.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .OrderBy(provider => provider.Name, AccountName.Comparer)
                .Select(provider => new CompletionResult(
                    provider.Name, provider.Name, CompletionResultType.ParameterValue, $"{provider.Kind}, {provider.Key} key: {provider.Tells}"))
                .ToList();
        }
        catch (CostException)
        {
            // A store that cannot be read is reported by the command, not while typing.
            return [];
        }
    }
}
