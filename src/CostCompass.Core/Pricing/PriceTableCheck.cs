namespace CostCompass.Pricing;

/// <summary>Finds problems that make a catalog unusable although each of its rows is valid.</summary>
internal static class PriceTableCheck
{
    /// <exception cref="CostException"><c>PriceBandMissing</c> or <c>NameUnresolved</c>.</exception>
    public static void Refuse(DeepSeekPriceCatalog catalog, IReadOnlyList<ModelAlias> aliases)
    {
        foreach (var series in catalog.Prices.GroupBy(price => (price.Model.ToUpperInvariant(), price.Currency)))
        {
            foreach (var at in series.Select(price => price.EffectiveFrom).Distinct())
            {
                RefuseHalfOfADay([.. series.Where(price => price.IsInForceAt(at))], at);
            }
        }

        var priced = catalog.Prices.Select(price => price.Model).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var alias in aliases)
        {
            RefuseUnresolved(alias, aliases, priced);
        }
    }

    // With only a peak price, a call at night would have none.
    private static void RefuseHalfOfADay(DeepSeekPrice[] inForce, DateTimeOffset at)
    {
        PriceBand[] bands = [.. inForce.Select(price => price.Band)];
        PriceBand? missing =
            bands.Any(DeepSeekPriceCatalog.IsForTheWholeDay) ? null
            : !bands.Contains(PriceBand.OffPeak) && bands.Contains(PriceBand.Peak) ? PriceBand.OffPeak
            : !bands.Contains(PriceBand.Peak) && bands.Contains(PriceBand.OffPeak) ? PriceBand.Peak
            : bands is [PriceBand.Discount] ? PriceBand.Standard
            : null;
        if (missing is { } band)
        {
            throw PriceErrors.PriceBandMissing(band, ModelNames.Shown(inForce[0].Model), inForce[0].Currency, ModelNames.Shown(at));
        }
    }

    private static void RefuseUnresolved(ModelAlias alias, IReadOnlyList<ModelAlias> aliases, HashSet<string> priced)
    {
        var model = alias.BilledAs;
        for (var steps = 0; steps <= aliases.Count; steps++)
        {
            var next = aliases
                .Where(other => string.Equals(other.Name, model, StringComparison.OrdinalIgnoreCase) && other.From <= alias.From)
                .MaxBy(other => other.From);
            if (next is null)
            {
                if (priced.Contains(model))
                {
                    return;
                }

                break;
            }

            model = next.BilledAs;
        }

        throw PriceErrors.NameUnresolved(ModelNames.Shown(alias.Name), ModelNames.Shown(alias.BilledAs), ModelNames.Shown(alias.From));
    }
}
