namespace CostCompass.Reconciliation;

/// <summary>Prices metered calls and sums them for a span, call by call.</summary>
/// <param name="catalog">The prices.</param>
/// <param name="currency">The currency of the balance that pays.</param>
/// <param name="span">The span.</param>
/// <param name="exported">The time that the export covers.</param>
/// <param name="observed">The time in which the balance was observed, or null if it wasn't.</param>
public sealed class UsageTally(
    DeepSeekPriceCatalog catalog, string currency, Interval span, IntervalSet exported, Interval? observed)
{
    private readonly CallPricer _pricer = new(catalog, new CostQuestion { Currency = currency });
    private readonly SortedSet<string> _unpriced = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The maximum delay with which the balance shows a call. Calls must be added from that long before the span.</summary>
    public static TimeSpan Lag => Spending.SpendHistory.EventTolerance;

    /// <summary>The number of calls with a price in the span.</summary>
    public long Calls { get; private set; }

    /// <summary>Their cost by billed model.</summary>
    internal ModelCosts Costs { get; } = new();

    /// <summary>The part of the cost in the time that the export doesn't cover.</summary>
    internal ModelCosts NotExported { get; } = new();

    /// <summary>The part of the cost in the time in which the balance wasn't observed.</summary>
    internal decimal NotObserved { get; private set; }

    /// <summary>The number of calls with another cost at the price of their start.</summary>
    internal long Ambiguous { get; private set; }

    /// <summary>The cost with each of these calls at its lower price.</summary>
    internal decimal Low { get; private set; }

    /// <summary>The cost with each of these calls at its higher price.</summary>
    internal decimal High { get; private set; }

    /// <summary>The cost of calls whose band depends on public holidays that aren't verified.</summary>
    internal decimal Unverified { get; private set; }

    /// <summary>The known cost of charges per use.</summary>
    internal decimal UseCost { get; private set; }

    /// <summary>The part of that cost in the time that the export covers.</summary>
    internal decimal UseCostExported { get; private set; }

    /// <summary>The number of web searches and fetches of the calls.</summary>
    internal long Searches { get; private set; }

    /// <summary>The number of calls with a charge per use of unknown price.</summary>
    internal long Incomplete { get; private set; }

    /// <summary>The price of one web search at the end of the span, or null if it is unknown or 0.</summary>
    internal decimal? SearchPrice => catalog.FindUse(ChargedUse.WebSearch, currency, span.To)?.CostOf(1) is > 0m and var price ? price : null;

    /// <summary>The number of calls without a price.</summary>
    internal long Unpriced { get; private set; }

    /// <summary>The model names of these calls.</summary>
    internal IReadOnlyCollection<string> UnpricedModels => _unpriced;

    /// <summary>The cost of calls so shortly before the span that the balance may have shown them in the span.</summary>
    internal decimal JustBefore { get; private set; }

    /// <summary>The cost of calls so late in the span that the balance may have shown them after it.</summary>
    internal decimal JustBeforeEnd { get; private set; }

    /// <summary>Adds a call.</summary>
    /// <param name="call">A call in the span, or shortly before it.</param>
    public void Add(MeteredCall call)
    {
        bool isBefore = call.At < span.From;
        if (isBefore && call.At < span.From - Lag)
        {
            return;
        }

        if (_pricer.Price(call) is not { } charge)
        {
            Unpriced += isBefore ? 0 : 1;
            _ = !isBefore && _unpriced.Add(ModelNames.Shown(call.Model));
            return;
        }

        decimal cost = PlainDecimal.Of(charge.Cost);
        decimal useCost = PlainDecimal.Of(charge.UseCost ?? 0m);
        if (isBefore)
        {
            JustBefore += cost;
            return;
        }

        Calls++;
        Costs.Add(charge.Price.Tokens.Model, cost);
        bool isExported = exported.Holds(call.At);
        if (!isExported)
        {
            NotExported.Add(charge.Price.Tokens.Model, cost);
        }

        Searches += call.Searches;
        UseCost += useCost;
        UseCostExported += isExported ? useCost : 0m;
        Incomplete += charge.IsComplete ? 0 : 1;

        NotObserved += observed is { } seen && call.At >= seen.From && call.At < seen.To ? 0m : cost;
        JustBeforeEnd += call.At >= span.To - Lag ? cost : 0m;
        Unverified += charge.IsVerified ? 0m : cost;
        Ambiguous += charge.IsAmbiguous ? 1 : 0;
        Low += charge.Low;
        High += charge.High;
    }
}
