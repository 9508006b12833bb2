using System.Runtime.CompilerServices;

namespace CostCompass.Metering;

/// <summary>
/// Determines the cost of calls, for lists, sums and reconciliations. Each day is split where its band or a price changes, and the catalog
/// is queried once for each such piece and model with calls.
/// </summary>
internal sealed class CallPricer(DeepSeekPriceCatalog catalog, CostQuestion question)
{
    private readonly Dictionary<string, Dictionary<long, Found>> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<long, long[]> _pieces = [];
    private readonly Dictionary<(string Model, string ErrorId), UnpricedCalls> _unpriced = [];
    private readonly HashSet<string> _priced = new(StringComparer.Ordinal);

    private Found? _last;

    // The price of a model in a piece of a day, or why there is none. With neither, the catalog must be queried for the exact time.
    private sealed record Found(string Model, long From, long Until, CallPrice? Price, CostException? Failure, bool IsVerified);

    /// <summary>The calls without a price so far, by model and reason, so that thousands of them cause one message.</summary>
    public IReadOnlyList<UnpricedCalls> Unpriced => [.. _unpriced.Values.OrderBy(one => one.Model, StringComparer.Ordinal).ThenBy(one => one.First)];

    /// <summary>The number of calls so far with charges per use of unknown price.</summary>
    public long Incomplete { get; private set; }

    /// <summary>The models of the calls priced so far, by the names under which they were priced.</summary>
    public IReadOnlyCollection<string> PricedModels => _priced;

    /// <summary>The cost of a call. Null if the question excludes it, or if it has no price and is in <see cref="Unpriced"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CallCharge? Price(MeteredCall call)
    {
        if (!question.Covers(call.At.UtcTicks))
        {
            return null;
        }

        string model = DeepSeekPriceCatalog.PlainName(question.AsModel ?? call.Model);
        (long hits, long misses) = question.Split(call.CacheHitTokens, call.CacheMissTokens);
        Found found = Find(model, call.At.UtcTicks);
        CostException? failure = found.Failure;
        if (found.Price is not { } price || CostOf(price, hits, misses, call.OutputTokens, call.Searches, out failure) is not { } cost)
        {
            return None(model, call.At, failure!);
        }

        _priced.Add(model);
        CallPrice? atStart = PriceAtStart(model, price, call);
        (decimal low, decimal high) = (cost, cost);
        if (atStart is not null)
        {
            Widen(atStart, hits, misses, call.OutputTokens, call.Searches, ref low, ref high);
        }

        if (call.Otherwise is { } other)
        {
            (long otherHits, long otherMisses) = question.Split(other.CacheHit, other.CacheMiss);
            Widen(price, otherHits, otherMisses, other.Output, call.Searches, ref low, ref high);
            if (atStart is not null)
            {
                Widen(atStart, otherHits, otherMisses, other.Output, call.Searches, ref low, ref high);
            }
        }

        var charge = new CallCharge(price, model, hits, misses, call.Searches, cost, low, high, found.IsVerified);
        Incomplete += charge.IsComplete ? 0 : 1;
        return charge;
    }

    // If the beginning has no price, the end decides.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CallPrice? PriceAtStart(string model, CallPrice atEnd, MeteredCall call) =>
        question.AsBand is null
        && call.StartedAt is { } start && start < call.At
        && Find(model, start.UtcTicks).Price is { } price && price != atEnd
        && price.SearchCost(call.Searches) is not null
            ? price
            : null;

    // Without a price for its hits or its searches, a call has no cost at that price.
    private static void Widen(CallPrice price, long hits, long misses, long output, long searches, ref decimal low, ref decimal high)
    {
        if (CostOf(price, hits, misses, output, searches, out _) is { } cost)
        {
            (low, high) = (Math.Min(low, cost), Math.Max(high, cost));
        }
    }

    // Before cache hits had a separate price, there is none for them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static decimal? CostOf(CallPrice price, long hits, long misses, long output, long searches, out CostException? failure)
    {
        failure = null;
        try
        {
            return price.CostOf(hits, misses, output, searches);
        }
        catch (CostException exception)
        {
            failure = exception;
            return null;
        }
    }

    private CallCharge? None(string model, DateTimeOffset at, CostException failure)
    {
        (string, string) key = (model, failure.ErrorId);
        UnpricedCalls known = _unpriced.GetValueOrDefault(key) ?? new UnpricedCalls(model, 0, at, failure);
        _unpriced[key] = at < known.First
            ? known with { Calls = known.Calls + 1, First = at, Failure = failure }
            : known with { Calls = known.Calls + 1 };
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Found Find(string model, long ticks)
    {
        // Consecutive calls are mostly in the same piece.
        if (_last is null || ticks < _last.From || ticks >= _last.Until || !string.Equals(model, _last.Model, StringComparison.Ordinal))
        {
            _last = FindPiece(model, ticks);
        }

        return _last is { Price: null, Failure: null } ? Ask(model, ticks) : _last;
    }

    private Found FindPiece(string model, long ticks)
    {
        long day = ticks / TimeSpan.TicksPerDay;
        long[] pieces = PiecesOf(day);
        int piece = Array.FindLastIndex(pieces, cut => cut <= ticks);
        if (!_found.TryGetValue(model, out Dictionary<long, Found>? known))
        {
            _found.Add(model, known = []);
        }

        if (!known.TryGetValue(pieces[piece], out Found? found))
        {
            long end = piece + 1 < pieces.Length ? pieces[piece + 1] : (day + 1) * TimeSpan.TicksPerDay;
            known.Add(pieces[piece], found = AskPiece(model, pieces[piece], end - 1));
        }

        return found;
    }

    // A name can be redirected or retired within a piece, and a holiday can be known in a year that isn't verified.
    private Found AskPiece(string model, long first, long last)
    {
        Found atFirst = Ask(model, first);
        Found atLast = Ask(model, last);
        bool isVerified = question.AsBand is not null
            || catalog.Bands.IsVerifiedThrough(new DateTimeOffset(first, TimeSpan.Zero), new DateTimeOffset(last, TimeSpan.Zero));
        return atFirst.Price == atLast.Price && atFirst.Failure?.ErrorId == atLast.Failure?.ErrorId && isVerified == atFirst.IsVerified
            ? atFirst with { Until = last + 1 }
            : new Found(model, first, last + 1, null, null, false);
    }

    private long[] PiecesOf(long day)
    {
        if (_pieces.TryGetValue(day, out long[]? known))
        {
            return known;
        }

        long first = day * TimeSpan.TicksPerDay;
        long end = Math.Min(first + TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks);
        var cuts = new SortedSet<long> { first };
        for (long? at = first; at < end; at = question.AsBand is null ? catalog.Bands.BandAt(new DateTimeOffset(at.Value, TimeSpan.Zero)).Until?.UtcTicks : null)
        {
            cuts.Add(at.Value);
        }

        foreach (IDatedPrice price in catalog.Prices.Concat<IDatedPrice>(catalog.UsePrices))
        {
            cuts.Add(price.EffectiveFrom.UtcTicks);
            cuts.Add(price.EffectiveTo?.UtcTicks ?? first);
        }

        return _pieces[day] = [.. cuts.Where(cut => cut >= first && cut < end)];
    }

    private Found Ask(string model, long ticks)
    {
        var at = new DateTimeOffset(ticks, TimeSpan.Zero);
        try
        {
            CallPrice price = catalog.FindCall(model, question.Currency, at, question.AsBand);
            return new Found(model, ticks, ticks + 1, price, null, question.AsBand is not null || catalog.Bands.IsVerifiedAt(at));
        }
        catch (CostException failure)
        {
            return new Found(model, ticks, ticks + 1, null, failure, true);
        }
    }
}
