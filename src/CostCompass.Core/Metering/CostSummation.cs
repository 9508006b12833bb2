using System.Runtime.CompilerServices;
using CostCompass.Metering.Ledger;

namespace CostCompass.Metering;

/// <summary>Adds up what calls cost, by model, day, month or band.</summary>
/// <param name="catalog">The prices.</param>
/// <param name="question">What is asked.</param>
/// <param name="grouping">How the calls are put together.</param>
/// <param name="calendar">The calendar of the time zone of days and months.</param>
public sealed class CostSummation(DeepSeekPriceCatalog catalog, CostQuestion question, UsageGrouping grouping, ZoneCalendar calendar)
{
    private readonly PriceClock _clock = new(catalog, question);
    private readonly UnpricedTally _unpriced = new();
    private readonly Dictionary<(long Unit, int Model, int Slot, int SlotAtStart), GroupSums> _sums = [];
    private readonly Dictionary<string, int> _modelNumbers = new(StringComparer.Ordinal);
    private readonly List<string> _models = [];
    private long _unit = long.MaxValue;
    private long _nextUnit = long.MinValue;

    /// <summary>The calls so far that have no price.</summary>
    public IReadOnlyList<UnpricedCalls> Unpriced => _unpriced.Calls;

    /// <summary>How many of the calls so far have charges per use whose price is not known, so that the cost of their group is not complete.</summary>
    public long Incomplete => _sums.Where(sum => !IsComplete(sum)).Sum(sum => sum.Value.CallsWithSearches);

    /// <summary>The models so far of which calls were priced, by the names under which they were priced.</summary>
    public IEnumerable<string> PricedModels => _sums.Keys.Select(key => _models[key.Model]).Distinct();

    /// <summary>Adds every call of a meter that has not been taken from it.</summary>
    /// <param name="meter">The meter. Nothing may be read meanwhile.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddAll(CallMeter meter)
    {
        CallLedger ledger = meter.Ledger;
        var numbers = new List<int>();
        for (int index = 0; index < ledger.Count; index++)
        {
            ref CallRecord call = ref ledger[index];
            while (numbers.Count <= call.Model)
            {
                numbers.Add(NumberOf(ledger.ModelName(numbers.Count)));
            }

            if (!call.IsTaken)
            {
                Add(numbers[call.Model], call.At, call.StartedAt, (call.CacheHit, call.CacheMiss, call.Output, call.Reasoning, call.Searches));
            }
        }
    }

    /// <summary>Adds a call.</summary>
    /// <param name="call">The call.</param>
    public void Add(MeteredCall call) => Add(
        NumberOf(call.Model),
        call.At.UtcTicks,
        call.StartedAt?.UtcTicks ?? 0,
        (call.CacheHitTokens, call.CacheMissTokens, call.OutputTokens, call.ReasoningTokens ?? -1, call.Searches));

    /// <summary>The groups: by instant, or by name.</summary>
    public IEnumerable<DeepSeekCost> Totals() => _sums
        .GroupBy(sum => grouping switch
        {
            UsageGrouping.Model => (0, _models[sum.Key.Model]),
            UsageGrouping.Band => ((long)_clock[sum.Key.Slot].Tokens.Band, ""),
            _ => (sum.Key.Unit, ""),
        })
        .OrderBy(group => group.Key.Item1)
        .ThenBy(group => group.Key.Item2, StringComparer.Ordinal)
        .Select(group => Total([.. group]));

    private DeepSeekCost Total(KeyValuePair<(long Unit, int Model, int Slot, int SlotAtStart), GroupSums>[] parts)
    {
        decimal cost = 0m;
        decimal? useCost = 0m;
        decimal low = 0m;
        decimal high = 0m;
        foreach (((_, _, int slot, int slotAtStart), GroupSums sums) in parts)
        {
            decimal atEnd = _clock[slot].CostOf(sums.Hits, sums.Misses, sums.Output, sums.Searches);
            decimal atStart = slotAtStart < 0 ? atEnd : _clock[slotAtStart].CostOf(sums.Hits, sums.Misses, sums.Output, sums.Searches);
            cost += atEnd;
            useCost += _clock[slot].SearchCost(sums.Searches);
            low += Math.Min(atEnd, atStart);
            high += Math.Max(atEnd, atStart);
        }

        bool isSpan = grouping is UsageGrouping.Day or UsageGrouping.Month;
        var first = new DateTimeOffset(isSpan ? parts[0].Key.Unit : parts.Min(part => part.Value.First), TimeSpan.Zero);
        var last = new DateTimeOffset(parts.Max(part => part.Value.Last), TimeSpan.Zero);
        PriceBand band = _clock[parts[0].Key.Slot].Tokens.Band;
        return new DeepSeekCost
        {
            From = calendar.ToZone(first),
            To = isSpan ? calendar.Next(calendar.ToZone(first), Unit) : calendar.ToZone(last),
            Model = parts.All(part => part.Key.Model == parts[0].Key.Model) ? _models[parts[0].Key.Model] : null,
            Band = parts.All(part => _clock[part.Key.Slot].Tokens.Band == band) ? band : null,
            Currency = question.Currency,
            Calls = parts.Sum(part => part.Value.Calls),
            CacheHitTokens = parts.Sum(part => part.Value.Hits),
            CacheMissTokens = parts.Sum(part => part.Value.Misses),
            OutputTokens = parts.Sum(part => part.Value.Output),
            ReasoningTokens = parts.Any(part => part.Value.Reasoning is not null) ? parts.Sum(part => part.Value.Reasoning ?? 0) : null,
            Searches = parts.Sum(part => part.Value.Searches),
            Cost = PlainDecimal.Of(cost),
            UseCost = useCost is { } known ? PlainDecimal.Of(known) : null,
            IsComplete = useCost is not null,
            IsAmbiguous = parts.Any(part => part.Key.SlotAtStart >= 0),
            IsVerified = parts.All(part => part.Value.IsVerified),
            Low = PlainDecimal.Of(low),
            High = PlainDecimal.Of(high),
        };
    }

    private CalendarUnit Unit => grouping == UsageGrouping.Day ? CalendarUnit.Day : CalendarUnit.Month;

    private int NumberOf(string model)
    {
        string name = DeepSeekPriceCatalog.PlainName(question.AsModel ?? model);
        if (!_modelNumbers.TryGetValue(name, out int number))
        {
            number = _models.Count;
            _models.Add(name);
            _modelNumbers.Add(name, number);
        }

        return number;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(int model, long at, long startedAt, (long Hits, long Misses, long Output, long Reasoning, long Searches) used)
    {
        if (!question.Covers(at))
        {
            return;
        }

        (long hits, long misses) = question.Split(used.Hits, used.Misses);
        PriceClock.Found found = _clock.Find(model, _models[model], at);
        if ((found.Failure ?? FindMissingHitPrice(found.Slot, hits)) is { } failure)
        {
            _unpriced.Add(_models[model], new DateTimeOffset(at, TimeSpan.Zero), failure);
            return;
        }

        int slotAtStart = -1;
        if (startedAt > 0 && startedAt < at && question.AsBand is null)
        {
            PriceClock.Found start = _clock.Find(model, _models[model], startedAt);
            slotAtStart = start.Failure is null && Differ(start.Slot, found.Slot, (hits, misses, used.Output, used.Searches)) ? start.Slot : -1;
        }

        (long, int, int, int) key = (UnitOf(at), model, found.Slot, slotAtStart);
        if (!_sums.TryGetValue(key, out GroupSums? sums))
        {
            _sums.Add(key, sums = new GroupSums());
        }

        sums.Add(at, hits, misses, used.Output, used.Reasoning, used.Searches, found.IsVerified);
    }

    private bool IsComplete(in KeyValuePair<(long Unit, int Model, int Slot, int SlotAtStart), GroupSums> sum) =>
        _clock[sum.Key.Slot].SearchCost(sum.Value.Searches) is not null;

    // Bands of two names can have one price, and one band two prices. A beginning without a price for hits or searches leaves it to the end.
    private bool Differ(int start, int end, (long Hits, long Misses, long Output, long Searches) used) =>
        start != end
        && FindMissingHitPrice(start, used.Hits) is null
        && _clock[start].SearchCost(used.Searches) is not null
        && _clock[start].CostOf(used.Hits, used.Misses, used.Output, used.Searches) != _clock[end].CostOf(used.Hits, used.Misses, used.Output, used.Searches);

    // Of the time before the cache had a price of its own, such calls must not spoil the sums of all others.
    private CostException? FindMissingHitPrice(int slot, long hits)
    {
        if (_clock[slot].Tokens.CacheHit is not null || hits == 0)
        {
            return null;
        }

        try
        {
            UsageCost.Of(_clock[slot].Tokens, hits, 0, 0);
            return null;
        }
        catch (CostException failure)
        {
            return failure;
        }
    }

    private long UnitOf(long at)
    {
        if (grouping is not (UsageGrouping.Day or UsageGrouping.Month))
        {
            return 0;
        }

        if (at < _unit || at >= _nextUnit)
        {
            DateTimeOffset start = calendar.StartOf(new DateTimeOffset(at, TimeSpan.Zero), Unit);
            (_unit, _nextUnit) = (start.UtcTicks, calendar.Next(start, Unit).UtcTicks);
        }

        return _unit;
    }
}
