namespace CostCompass.ConsoleUsage;

/// <summary>Combines the amounts and costs of each interval and model.</summary>
public static class ExportListing
{
    /// <summary>The rows, by interval and model. The figures are those of the export, even if a later import replaces part of them.</summary>
    /// <param name="account">The account.</param>
    /// <param name="export">The imported data.</param>
    public static IEnumerable<DeepSeekExport> Of(string account, StoredExport export)
    {
        ILookup<(Interval Interval, string Model), ExportedAmount> amounts =
            export.Amounts.ToLookup(one => (one.Row.Interval, one.Row.Model), one => one.Row);
        ILookup<(Interval Interval, string Model), ExportedCost> costs =
            export.Costs.ToLookup(one => (one.Row.Interval, one.Row.Model), one => one.Row);
        return amounts.Select(group => group.Key)
            .Union(costs.Select(group => group.Key))
            .OrderBy(key => key.Interval.From)
            .ThenBy(key => key.Interval.To)
            .ThenBy(key => key.Model, StringComparer.Ordinal)
            .SelectMany(key => Rows(account, key.Interval, key.Model, amounts[key].ToList(), costs[key].ToList()));
    }

    private static IEnumerable<DeepSeekExport> Rows(
        string account, Interval interval, string model, List<ExportedAmount> amounts, List<ExportedCost> costs)
    {
        var plain = new DeepSeekExport { Account = account, From = interval.From, To = interval.To, Model = model };
        DeepSeekExport used = plain with
        {
            Requests = Sum(amounts, ExportedType.RequestCount),
            CacheHitTokens = Sum(amounts, ExportedType.CacheHitTokens),
            CacheMissTokens = Sum(amounts, ExportedType.CacheMissTokens),
            OutputTokens = Sum(amounts, ExportedType.OutputTokens),
            OtherAmounts = Others(amounts),
            Priced = HasPrices(amounts) ? PlainDecimal.Of(amounts.Sum(row => row.Price * row.Amount)) : null,
        };
        List<IGrouping<string, ExportedCost>> currencies = [.. costs.GroupBy(row => row.Currency).OrderBy(group => group.Key, StringComparer.Ordinal)];
        if (currencies.Count != 1 && amounts.Count > 0)
        {
            // If two currencies were charged at the same time, it is unknown which one paid for which tokens.
            yield return used;
        }

        foreach (IGrouping<string, ExportedCost> currency in currencies)
        {
            yield return (currencies.Count == 1 ? used : plain) with
            {
                Cost = currency.Sum(row => row.Cost),
                Paid = SumOf(currency.Where(row => row.Wallet == ExportedCost.Paid)),
                Granted = SumOf(currency.Where(row => row.Wallet == ExportedCost.Granted)),
                Wallet = Wallets(currency),
                CacheHitCost = SumOf(currency.Where(row => row.Type == ExportedType.CacheHitTokens)),
                CacheMissCost = SumOf(currency.Where(row => row.Type == ExportedType.CacheMissTokens)),
                OutputCost = SumOf(currency.Where(row => row.Type == ExportedType.OutputTokens)),
                Currency = currency.Key,
            };
        }
    }

    // The answers of the console's pages contain no prices.
    private static bool HasPrices(List<ExportedAmount> amounts) =>
        amounts.Exists(row => row.Price != 0m) || (amounts.Count > 0 && amounts.TrueForAll(row => row.Type == ExportedType.RequestCount || row.Amount == 0m));

    private static string? Wallets(IEnumerable<ExportedCost> costs) =>
        string.Join(", ", costs.Select(row => row.Wallet).Where(wallet => wallet.Length > 0).Distinct().Order(StringComparer.Ordinal)) is { Length: > 0 } wallets ? wallets : null;

    private static decimal? Sum(List<ExportedAmount> amounts, string type)
    {
        List<ExportedAmount> found = amounts.FindAll(row => row.Type == type);
        return found.Count == 0 ? null : found.Sum(row => row.Amount);
    }

    private static decimal? SumOf(IEnumerable<ExportedCost> costs)
    {
        List<ExportedCost> found = [.. costs];
        return found.Count == 0 ? null : found.Sum(row => row.Cost);
    }

    private static string? Others(List<ExportedAmount> amounts)
    {
        string text = string.Join("; ", amounts
            .Where(row => !ExportedType.IsKnown(row.Type))
            .GroupBy(row => row.Type)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key}={group.Sum(row => row.Amount):0.############################}")));
        return text.Length == 0 ? null : text;
    }
}
