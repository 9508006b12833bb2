using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using CostCompass.Pricing;
using CostCompass.Sessions;

namespace CostCompass.Completion;

/// <summary>Completes the names of the models that the price catalog knows.</summary>
public sealed class PricedModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        DeepSeekPriceCatalog prices = CostSession.Current.Prices;
        DateTimeOffset now = CostSession.Current.Clock.GetUtcNow();
        var pattern = new WildcardPattern(wordToComplete.Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return prices.Models
            .Where(model => pattern.IsMatch(model))
            .Select(model => new CompletionResult(model, model, CompletionResultType.ParameterValue, Describe(prices, model, now)));
    }

    private static string Describe(DeepSeekPriceCatalog prices, string model, DateTimeOffset now) =>
        prices.FindRetired(model, now) is { RetiredAt: { } at } retired
            ? string.Create(CultureInfo.InvariantCulture, $"retired on {at:yyyy-MM-dd}, then {retired.BilledAs}")
            : "a model of the price catalog";
}
