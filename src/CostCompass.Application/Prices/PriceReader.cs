namespace CostCompass.Application;

/// <summary>Reads price lists: the one price at a time, the current list, or every known price.</summary>
/// <param name="catalog">The prices.</param>
/// <param name="now">The current time.</param>
public sealed class PriceReader(DeepSeekPriceCatalog catalog, DateTimeOffset now)
{
    /// <summary>The currencies of the price lists, in the order of the result: one list after the other, because the view groups them.</summary>
    public required IReadOnlyList<string> Currencies { get; init; }

    /// <summary>The time of the prices, or null for the current price list.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether every known price is read.</summary>
    public bool All { get; init; }

    /// <summary>Called with warnings.</summary>
    public required Action<string> Warn { get; init; }

    private DateTimeOffset Asked => At ?? now;

    /// <summary>The charges per use.</summary>
    /// <exception cref="CostException"><c>PriceUnknown</c> for a time before the first charge.</exception>
    public IReadOnlyList<DeepSeekUsePrice> ReadPerUse()
    {
        List<DeepSeekUsePrice> found = [.. catalog.UsePrices
            .Where(price => (All || price.IsInForceAt(Asked)) && OrderOf(price.Currency) >= 0)
            .OrderBy(price => OrderOf(price.Currency))];
        RequireAny(found.Count, catalog.UsePrices.Select(price => price.EffectiveFrom));
        return found;
    }

    /// <summary>The prices of models.</summary>
    /// <param name="model">The plain name of a model, or a pattern of the models that are billed.</param>
    /// <exception cref="CostException"><c>UnknownModel</c>, or <c>PriceUnknown</c> for a time before the first price.</exception>
    public IReadOnlyList<DeepSeekPrice> Read(NamePattern model)
    {
        IEnumerable<DeepSeekPrice> asked = model.IsPlain ? OfOne(model.Text) : Matching(model);
        List<DeepSeekPrice> prices = [.. asked.OrderBy(price => OrderOf(price.Currency))];
        RequireAny(prices.Count, catalog.Prices.Select(price => price.EffectiveFrom));
        return At is { } at ? prices.ConvertAll(price => price with { IsVerified = catalog.Bands.IsVerifiedAt(at) }) : prices;
    }

    // A pattern without a match isn't an error, but a time before the first list has no price at all.
    private void RequireAny(int found, IEnumerable<DateTimeOffset> begins)
    {
        if (found == 0 && At is { } at && begins.DefaultIfEmpty(DateTimeOffset.MinValue).Min() is var first && at < first)
        {
            throw PriceErrors.PriceUnknownBefore(at.UtcDateTime, first.UtcDateTime);
        }
    }

    private IEnumerable<DeepSeekPrice> Matching(NamePattern pattern)
    {
        IEnumerable<DeepSeekPrice> prices = catalog.Prices.Where(price => pattern.IsMatch(price.Model) && OrderOf(price.Currency) >= 0);
        return All ? prices : prices.Where(price => price.IsInForceAt(Asked) && IsCharged(price));
    }

    // A model that is redirected or retired keeps its row, but its price no longer applies.
    private bool IsCharged(DeepSeekPrice price)
    {
        try
        {
            return At is { } at
                ? catalog.Find(price.Model, price.Currency, at) == price
                : catalog.InForce(price.Model, price.Currency, now).Contains(price);
        }
        catch (CostException)
        {
            return false;
        }
    }

    private List<DeepSeekPrice> OfOne(string model)
    {
        if (All)
        {
            // A name without its own price has the prices of the models that it was billed as.
            string name = catalog.Models.FirstOrDefault(known => string.Equals(known, model, StringComparison.OrdinalIgnoreCase))
                ?? catalog.Find(model, "USD", now).Model;
            List<DeepSeekPrice> own = [.. catalog.Prices
                .Where(price => string.Equals(price.Model, name, StringComparison.OrdinalIgnoreCase) && OrderOf(price.Currency) >= 0)];
            return own.Count > 0 ? own : throw PriceErrors.PriceUnknownForAlias(name);
        }

        List<DeepSeekPrice> prices = At is { } at
            ? [.. Currencies.Select(currency => catalog.Find(model, currency, at))]
            : [.. Currencies.SelectMany(currency => catalog.InForce(model, currency, now))];
        if (catalog.RetirementOf(model, now) is { } retirement && retirement.At <= now)
        {
            Warn($"The model '{retirement.Name}' was retired at {retirement.At:u}. Use '{retirement.Successor}' instead.");
        }

        return prices;
    }

    private int OrderOf(string currency)
    {
        for (int index = 0; index < Currencies.Count; index++)
        {
            if (string.Equals(Currencies[index], currency, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        return -1;
    }
}
