using System.Runtime.CompilerServices;

namespace CostCompass.Metering.Ledger;

/// <summary>
/// Finds prices for many calls. Each day is cut where its band or a price changes, and the catalog is asked once for each such
/// piece and model in which there are calls.
/// </summary>
internal sealed class PriceClock(DeepSeekPriceCatalog catalog, CostQuestion question)
{
    private readonly Dictionary<(int Model, long Day), Found?[]> _found = [];
    private readonly Dictionary<long, long[]> _pieces = [];
    private readonly List<CallPrice> _prices = [];

    /// <summary>A price found, or why there is none. Without either the catalog must be asked for the instant itself.</summary>
    internal readonly record struct Found(int Slot, CostException? Failure, bool IsVerified)
    {
        /// <summary>No price, but a failure; or neither.</summary>
        public const int NoSlot = -1;
    }

    /// <summary>The prices of a slot.</summary>
    public CallPrice this[int slot] => _prices[slot];

    /// <summary>The price of a model at an instant.</summary>
    /// <param name="number">The number of the model.</param>
    /// <param name="model">Its name.</param>
    /// <param name="ticks">The ticks of the instant, in UTC.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Found Find(int number, string model, long ticks)
    {
        long day = ticks / TimeSpan.TicksPerDay;
        long[] pieces = PiecesOf(day);
        if (!_found.TryGetValue((number, day), out Found?[]? known))
        {
            _found.Add((number, day), known = new Found?[pieces.Length]);
        }

        int piece = pieces.Length - 1;
        while (pieces[piece] > ticks)
        {
            piece--;
        }

        long end = piece + 1 < pieces.Length ? pieces[piece + 1] : (day + 1) * TimeSpan.TicksPerDay;
        Found found = known[piece] ??= FindPiece(model, pieces[piece], end - 1);
        return found is { Slot: Found.NoSlot, Failure: null } ? Ask(model, ticks) : found;
    }

    // A name can be redirected or retired within a piece, and a holiday can be known in a year that is not verified.
    private Found FindPiece(string model, long first, long last)
    {
        Found atFirst = Ask(model, first);
        Found atLast = Ask(model, last);
        bool isVerified = question.AsBand is not null
            || catalog.Bands.IsVerifiedThrough(new DateTimeOffset(first, TimeSpan.Zero), new DateTimeOffset(last, TimeSpan.Zero));
        return atFirst.Slot == atLast.Slot && atFirst.Failure?.ErrorId == atLast.Failure?.ErrorId && isVerified == atFirst.IsVerified
            ? atFirst
            : new Found(Found.NoSlot, null, false);
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

        long[] pieces = [.. cuts.Where(cut => cut >= first && cut < end)];
        _pieces.Add(day, pieces);
        return pieces;
    }

    private Found Ask(string model, long ticks)
    {
        var at = new DateTimeOffset(ticks, TimeSpan.Zero);
        try
        {
            CallPrice price = catalog.FindCall(model, question.Currency, at, question.AsBand);
            int slot = _prices.FindIndex(known => ReferenceEquals(known.Tokens, price.Tokens) && ReferenceEquals(known.Search, price.Search));
            if (slot < 0)
            {
                slot = _prices.Count;
                _prices.Add(price);
            }

            return new Found(slot, null, question.AsBand is not null || catalog.Bands.IsVerifiedAt(at));
        }
        catch (CostException failure)
        {
            return new Found(Found.NoSlot, failure, true);
        }
    }
}
