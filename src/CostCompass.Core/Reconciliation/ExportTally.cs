namespace CostCompass.Reconciliation;

/// <summary>The exports of an account in a span in one currency.</summary>
public sealed class ExportTally
{
    // The shares of a cut day have as many decimals as the export itself.
    private const int Decimals = 16;

    private readonly DeepSeekPriceCatalog _catalog;
    private readonly string _currency;
    private readonly IReadOnlyList<(ExportImport Import, ExportedCost Row)> _costs;
    private readonly ExportLayers _layers;

    /// <summary>Sums the exports.</summary>
    /// <param name="export">The data that was imported for the span.</param>
    /// <param name="catalog">Determines the name under which a model is billed.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="span">The span.</param>
    public ExportTally(StoredExport export, DeepSeekPriceCatalog catalog, string currency, Interval span)
    {
        _catalog = catalog;
        _currency = currency;
        _layers = new ExportLayers(export.Costs.Select(one => (one.Import, one.Row.Interval)));
        _costs = [.. export.Costs.Where(one => one.Row.Currency == currency)];

        // An export without any cost in this currency says nothing about it, whatever days it covers.
        bool isOther = _costs.Count == 0 && export.Costs.Count > 0;
        Coverage = isOther ? IntervalSet.None : export.CostCoverage.Within(span);
        foreach ((ExportImport import, ExportedCost row) in _costs)
        {
            decimal share = _layers.Share(import, row.Interval, span);
            if (share > 0m)
            {
                decimal cost = Part(row.Cost, share);
                Costs.Add(BilledModel(row), cost);
                Cut += share < 1m ? cost : 0m;
            }
        }

        WithoutTokens = FindWithoutTokens(export, span);
    }

    /// <summary>The part of the span that the export covers.</summary>
    public IntervalSet Coverage { get; }

    /// <summary>The cost in the span. 0 if the export shows no usage, and null if it doesn't cover the span.</summary>
    public decimal? Total => Costs.Total ?? (Coverage.Count > 0 ? 0m : null);

    /// <summary>The cost by billed model.</summary>
    internal ModelCosts Costs { get; } = new();

    /// <summary>The proportional share of days that are cut by an edge of the span or by a later import.</summary>
    internal decimal Cut { get; }

    /// <summary>The charge minus the cost of the tokens at the export's own prices: charges without tokens.</summary>
    internal decimal WithoutTokens { get; }

    /// <summary>The cost in another span.</summary>
    /// <param name="span">The span.</param>
    internal decimal Within(Interval span) => _costs.Sum(one => Part(one.Row.Cost, _layers.Share(one.Import, one.Row.Interval, span)));

    private static decimal Part(decimal cost, decimal share) => share == 1m ? cost : decimal.Round(cost * share, Decimals);

    private string BilledModel(in ExportedCost row)
    {
        try
        {
            return _catalog.Find(row.Model, _currency, row.Interval.From).Model;
        }
        catch (CostException)
        {
            return row.Model;
        }
    }

    // Only if both files contain a model and a day, and only one currency paid for it. Charges that the export prices per use, such as a web
    // search, have a separate type and no tokens.
    private decimal FindWithoutTokens(StoredExport export, Interval span)
    {
        ILookup<(Interval, string), ExportedAmount> amounts = export.Amounts.ToLookup(one => (one.Row.Interval, one.Row.Model), one => one.Row);
        decimal without = 0m;
        foreach (var day in export.Costs.GroupBy(one => (one.Row.Interval, one.Row.Model)))
        {
            List<ExportedAmount> used = [.. amounts[day.Key]];
            if (used.Count > 0 && day.All(one => one.Row.Currency == _currency))
            {
                List<ExportedCost> typed = [.. day.Select(one => one.Row).Where(row => row.Type.Length > 0)];
                decimal charged = typed.Count > 0
                    ? typed.Where(row => !ExportedType.IsKnown(row.Type)).Sum(row => row.Cost)
                    : day.Sum(one => one.Row.Cost) - used.Where(row => ExportedType.IsKnown(row.Type)).Sum(row => row.Price * row.Amount);
                without += Part(charged, _layers.Share(day.First().Import, day.Key.Interval, span));
            }
        }

        return without;
    }
}
