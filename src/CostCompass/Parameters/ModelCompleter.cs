using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CostCompass.Parameters;

/// <summary>Completes the names of models in the price catalog, first those that can be called now.</summary>
public class ModelCompleter : IArgumentCompleter
{
    /// <summary>Whether retired names are also offered.</summary>
    private protected virtual bool OffersRetired => true;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = wordToComplete.Trim('\'', '"');
        try
        {
            CostSession session = RunspaceSession.Current;
            DeepSeekPriceCatalog catalog = session.Prices;
            DateTimeOffset now = session.Clock.GetUtcNow();
            return catalog.Models
                .Where(model => model.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Select(model => (Model: model, Tip: Tip(catalog, model, now), IsRetired: catalog.RetirementOf(model, now)?.At <= now))
                .Where(found => OffersRetired || !found.IsRetired)
                .OrderBy(found => found.IsRetired)
                .Select(found => new CompletionResult(found.Model, found.Model, CompletionResultType.ParameterValue, found.Tip))
                .ToList();
        }
        catch (CostException)
        {
            // A store that can't be read is reported by the command, not while typing.
            return [];
        }
    }

    private static string Tip(DeepSeekPriceCatalog catalog, string model, DateTimeOffset now)
    {
        if (catalog.RetirementOf(model, now) is { } retirement && retirement.At <= now)
        {
            return string.Create(CultureInfo.InvariantCulture, $"retired {retirement.At:yyyy-MM-dd}, now {retirement.Successor}");
        }

        try
        {
            DeepSeekPrice price = catalog.Find(model, "USD", now);
            string alias = string.Equals(model, price.Model, StringComparison.OrdinalIgnoreCase) ? "" : $"billed as {price.Model}, ";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{alias}{price.Band} now: {price.CacheHit} USD hit, {price.CacheMiss} miss, {price.Output} output per 1M tokens");
        }
        catch (CostException)
        {
            return "no current price in USD";
        }
    }
}
