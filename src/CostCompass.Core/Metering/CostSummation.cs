using System.Runtime.CompilerServices;

namespace CostCompass.Metering;

/// <summary>Sums the cost of calls by model, band, time or origin.</summary>
/// <param name="catalog">The prices.</param>
/// <param name="question">The question.</param>
/// <param name="grouping">How to group the calls.</param>
/// <param name="calendar">The calendar of the time zone of days and months.</param>
public sealed class CostSummation(DeepSeekPriceCatalog catalog, CostQuestion question, UsageGrouping grouping, ZoneCalendar calendar)
{
    private readonly CallPricer _pricer = new(catalog, question);
    private readonly Dictionary<(long Number, string Name), Group> _groups = [];
    private (long Number, string Name) _lastKey;
    private Group? _last;
    private long _unit = long.MaxValue;
    private long _nextUnit = long.MinValue;

    /// <summary>The calls without a price so far.</summary>
    public IReadOnlyList<UnpricedCalls> Unpriced => _pricer.Unpriced;

    /// <summary>The number of calls so far with charges per use of unknown price, which makes the cost of their group incomplete.</summary>
    public long Incomplete => _pricer.Incomplete;

    /// <summary>The models of the calls priced so far, by the names under which they were priced.</summary>
    public IEnumerable<string> PricedModels => _pricer.PricedModels;

    private CalendarUnit Unit => grouping == UsageGrouping.Day ? CalendarUnit.Day : CalendarUnit.Month;

    private bool IsSpan => grouping is UsageGrouping.Day or UsageGrouping.Month;

    /// <summary>Adds a call.</summary>
    /// <param name="call">The call.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(MeteredCall call)
    {
        if (_pricer.Price(call) is not { } charge)
        {
            return;
        }

        (long Number, string Name) key = grouping switch
        {
            UsageGrouping.Model => (0, charge.Model),
            UsageGrouping.Band => ((long)charge.Price.Tokens.Band, ""),
            UsageGrouping.Agent => (0, call.Origin?.Agent ?? ""),
            UsageGrouping.Project => (0, call.Origin?.Project ?? ""),
            UsageGrouping.Session => (0, call.Origin?.Session ?? ""),
            _ => (IsSpan ? UnitOf(call.At.UtcTicks) : 0, ""),
        };
        if (_last is null || key != _lastKey)
        {
            if (!_groups.TryGetValue(key, out _last))
            {
                _groups.Add(key, _last = new Group(call, charge));
            }

            _lastKey = key;
        }

        _last.Add(call, charge);
    }

    /// <summary>The groups, sorted by time or by name.</summary>
    public IEnumerable<DeepSeekCost> Totals() => _groups
        .OrderBy(group => group.Key.Number)
        .ThenBy(group => group.Key.Name, StringComparer.Ordinal)
        .Select(group => Total(group.Key.Number, group.Value));

    private DeepSeekCost Total(long unit, Group group)
    {
        DateTimeOffset from = calendar.ToZone(IsSpan ? new DateTimeOffset(unit, TimeSpan.Zero) : group.First);
        return new DeepSeekCost
        {
            From = from,
            To = IsSpan ? calendar.Next(from, Unit) : calendar.ToZone(group.Last),
            Agent = group.Agent,
            Project = group.Project,
            Session = group.Session,
            Model = group.Model,
            Band = group.Band,
            Currency = question.Currency,
            Calls = group.Calls,
            CacheHitTokens = group.Hits,
            CacheMissTokens = group.Misses,
            OutputTokens = group.Output,
            ReasoningTokens = group.Reasoning,
            Searches = group.Searches,
            Cost = PlainDecimal.Of(group.Cost),
            UseCost = group.UseCost is { } known ? PlainDecimal.Of(known) : null,
            IsComplete = group.UseCost is not null,
            IsAmbiguous = group.IsAmbiguous,
            IsVerified = group.IsVerified,
            Low = PlainDecimal.Of(group.Low),
            High = PlainDecimal.Of(group.High),
        };
    }

    private long UnitOf(long at)
    {
        if (at < _unit || at >= _nextUnit)
        {
            DateTimeOffset start = calendar.StartOf(new DateTimeOffset(at, TimeSpan.Zero), Unit);
            (_unit, _nextUnit) = (start.UtcTicks, calendar.Next(start, Unit).UtcTicks);
        }

        return _unit;
    }

    private sealed class Group(MeteredCall firstCall, in CallCharge first)
    {
        // Null if the group has several.
        public string? Model = first.Model;
        public PriceBand? Band = first.Price.Tokens.Band;
        public string? Agent = firstCall.Origin?.Agent;
        public string? Project = firstCall.Origin?.Project;
        public string? Session = firstCall.Origin?.Session;
        public DateTimeOffset First = DateTimeOffset.MaxValue;
        public DateTimeOffset Last = DateTimeOffset.MinValue;
        public long Calls, Hits, Misses, Output, Searches;
        public long? Reasoning;
        public decimal Cost, Low, High;
        public decimal? UseCost = 0m;
        public bool IsAmbiguous;
        public bool IsVerified = true;
        private CallOrigin? _lastOrigin = firstCall.Origin;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Add(MeteredCall call, in CallCharge charge)
        {
            checked
            {
                Calls++;
                Hits += charge.Hits;
                Misses += charge.Misses;
                Output += call.OutputTokens;
                Searches += call.Searches;
                Reasoning = call.ReasoningTokens is { } reasoning ? (Reasoning ?? 0) + reasoning : Reasoning;
            }

            Model = Model == charge.Model ? Model : null;
            Band = Band == charge.Price.Tokens.Band ? Band : null;
            if (!ReferenceEquals(call.Origin, _lastOrigin))
            {
                _lastOrigin = call.Origin;
                Agent = Agent == call.Origin?.Agent ? Agent : null;
                Project = Project == call.Origin?.Project ? Project : null;
                Session = Session == call.Origin?.Session ? Session : null;
            }

            First = call.At < First ? call.At : First;
            Last = call.At > Last ? call.At : Last;
            Cost += charge.Cost;
            UseCost += charge.UseCost;
            Low += charge.Low;
            High += charge.High;
            IsAmbiguous |= charge.IsAmbiguous;
            IsVerified &= charge.IsVerified;
        }
    }
}
