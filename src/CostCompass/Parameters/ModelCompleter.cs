namespace CostCompass.Parameters;

/// <summary>Completes the names of models in the price catalog, first those that can be called now. For a new call, only those.</summary>
public sealed class ModelCompleter : StoredNameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, CompletedParameter completed)
    {
        bool isNewCall = completed.IsOf("New-DeepSeekQuote");
        DeepSeekPriceCatalog catalog = session.Prices;
        DateTimeOffset now = session.Clock.GetUtcNow();
        return catalog.Models
            .Select(model => (Name: model, Tip: Tip(catalog, model, now), IsRetired: catalog.RetirementOf(model, now)?.At <= now))
            .Where(found => !isNewCall || !found.IsRetired)
            .OrderBy(found => found.IsRetired)
            .Select(found => (found.Name, found.Tip));
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
