using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using CostCompass.Errors;
using CostCompass.Pricing;
using CostCompass.Sessions;

namespace CostCompass.Completion;

/// <summary>Completes the models that can be called now, each with its price.</summary>
public sealed class PricedModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = wordToComplete.Trim('\'', '"');
        var found = new List<CompletionResult>();
        try
        {
            CostSession session = CostSession.Current;
            DateTimeOffset now = session.Clock.GetUtcNow();
            foreach (string model in session.Prices.Models.Where(model => model.StartsWith(typed, StringComparison.OrdinalIgnoreCase)))
            {
                if (Price(session.Prices, model, now) is { } price)
                {
                    found.Add(new CompletionResult(model, model, CompletionResultType.ParameterValue, Tip(model, price)));
                }
            }
        }
        catch (CostException)
        {
            // Prices that cannot be read are reported by the command, not while typing.
        }

        return found;
    }

    private static DeepSeekPrice? Price(DeepSeekPriceCatalog prices, string model, DateTimeOffset now)
    {
        try
        {
            return prices.Find(model, "USD", now);
        }
        catch (CostException)
        {
            // Retired, or not sold any more.
            return null;
        }
    }

    private static string Tip(string model, DeepSeekPrice price)
    {
        string alias = string.Equals(model, price.Model, StringComparison.OrdinalIgnoreCase) ? "" : $"billed as {price.Model}, ";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{alias}{price.Band} now: {price.CacheHit} USD hit, {price.CacheMiss} miss, {price.Output} output per 1M tokens");
    }
}
