namespace CostCompass.Reconciliation;

/// <summary>Prices metered calls and adds them up for a span, call by call.</summary>
/// <param name="catalog">The prices.</param>
/// <param name="currency">The currency of the balance that pays.</param>
/// <param name="span">The span.</param>
/// <param name="exported">The time of which the export tells.</param>
/// <param name="observed">The time in which the balance was observed; null when it was not.</param>
public sealed class UsageTally(
    DeepSeekPriceCatalog catalog, string currency, Interval span, IntervalSet exported, Interval? observed)
{
    private readonly CallPricer _pricer = new(catalog, new CostQuestion { Currency = currency });
    private readonly SortedSet<string> _unpriced = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long the balance may take to show a call. Calls are to be added from that long before the span on.</summary>
    public static TimeSpan Lag => Spending.SpendHistory.EventTolerance;

    /// <summary>How many calls of the span could be priced.</summary>
    public long Calls { get; private set; }

    /// <summary>What they cost, by the model that is billed.</summary>
    internal ModelCosts Costs { get; } = new();

    /// <summary>What of it was called in time of which the export does not tell.</summary>
    internal ModelCosts NotExported { get; } = new();

    /// <summary>What of it was called while the balance was not observed.</summary>
    internal decimal NotObserved { get; private set; }

    /// <summary>How many calls cost something else by the price at their beginning.</summary>
    internal long Ambiguous { get; private set; }

    /// <summary>The cost with each of those at its lower price.</summary>
    internal decimal Low { get; private set; }

    /// <summary>The cost with each of those at its higher price.</summary>
    internal decimal High { get; private set; }

    /// <summary>The cost of calls whose band rests on public holidays that are not verified.</summary>
    internal decimal Unverified { get; private set; }

    /// <summary>What of the cost is charged per use, as far as the prices are known.</summary>
    internal decimal UseCost { get; private set; }

    /// <summary>What of that was called in time of which the export tells.</summary>
    internal decimal UseCostExported { get; private set; }

    /// <summary>The web searches and fetches of the calls.</summary>
    internal long Searches { get; private set; }

    /// <summary>How many calls have a charge per use whose price is not known.</summary>
    internal long Incomplete { get; private set; }

    /// <summary>What one web search costs at the end of the span; null when that is not known or nothing.</summary>
    internal decimal? SearchPrice => catalog.FindUse(ChargedUse.WebSearch, currency, span.To)?.CostOf(1) is > 0m and var price ? price : null;

    /// <summary>How many calls could not be priced.</summary>
    internal long Unpriced { get; private set; }

    /// <summary>The names in those.</summary>
    internal IReadOnlyCollection<string> UnpricedModels => _unpriced;

    /// <summary>The cost of calls so shortly before the span that the balance may have shown them in it.</summary>
    internal decimal JustBefore { get; private set; }

    /// <summary>The cost of calls so late in the span that the balance may have shown them after it.</summary>
    internal decimal JustBeforeEnd { get; private set; }

    /// <summary>Adds a call.</summary>
    /// <param name="call">A call of the span, or of the time just before it.</param>
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
