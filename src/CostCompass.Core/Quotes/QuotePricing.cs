using CostCompass.Errors;
using CostCompass.Metering;
using CostCompass.Pricing;

namespace CostCompass.Quotes;

/// <summary>Prices a call that has not been made.</summary>
public static class QuotePricing
{
    /// <summary>The quote of a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="catalog">The prices in force.</param>
    /// <exception cref="CostException">
    /// <c>UnknownModel</c>, <c>ModelRetired</c>, <c>PriceUnknown</c>, <c>InvalidCurrency</c>, <c>TokenCountInvalid</c>,
    /// <c>OutputBeyondMaximum</c>.
    /// </exception>
    public static DeepSeekQuote Of(QuoteRequest request, DeepSeekPriceCatalog catalog)
    {
        DeepSeekPrice first = catalog.Find(request.Model, request.Currency, request.At);
        List<(DateTimeOffset From, DeepSeekPrice Price)> later = Later(request, catalog);
        (DateTimeOffset From, DeepSeekPrice Price)? next = later
            .Where(one => one.From <= request.At + request.Duration && !CostsTheSame(one.Price, first))
            .Select(one => ((DateTimeOffset, DeepSeekPrice)?)one)
            .FirstOrDefault();

        bool isVerified = catalog.Bands.IsVerifiedThrough(request.At, request.LastInstant);
        List<DeepSeekPrice> touched = [first, .. later.Select(one => one.Price)];
        if (!isVerified)
        {
            // A day that is thought to be a holiday may turn out to be worked, and the other way round.
            touched.AddRange(later.Select(one => one.From).Prepend(request.At)
                .SelectMany(at => catalog.InForce(request.Model, request.Currency, at)));
        }

        long? longest = request.MaxOutputTokens ?? OutputLimit.Of(first.Model);
        long output = Output(request, longest);
        return new DeepSeekQuote
        {
            Model = request.Model,
            BilledAs = first.Model,
            Currency = first.Currency,
            At = request.At.ToUniversalTime(),
            Band = first.Band,
            NextBandAt = next?.From,
            NextBand = next?.Price.Band,
            IsVerified = isVerified,
            InputTokens = request.Input.Expected,
            InputTokensLow = request.Input.Low,
            InputTokensHigh = request.Input.High,
            IsEstimated = request.Input.IsEstimated,
            CacheHitRate = request.CacheHitRate,
            OutputTokens = output,
            MaxOutputTokens = longest,
            Low = touched.Min(price => Lowest(price, request.Input.Low)),
            Expected = Likely(first, request, output),
            NextExpected = next is { } change ? Likely(change.Price, request, output) : null,
            High = longest is { } most ? touched.Max(price => PlainDecimal.Of(UsageCost.Of(price, 0, request.Input.High, most))) : null,
        };
    }

    private static decimal Lowest(DeepSeekPrice price, long tokens) =>
        PlainDecimal.Of(price.CacheHit is null ? UsageCost.Of(price, 0, tokens, 0) : UsageCost.Of(price, tokens, 0, 0));

    private static decimal Likely(DeepSeekPrice price, QuoteRequest request, long output)
    {
        long hits = (long)decimal.Floor(request.Input.Expected * request.CacheHitRate);
        return PlainDecimal.Of(UsageCost.Of(price, hits, request.Input.Expected - hits, output));
    }

    private static long Output(QuoteRequest request, long? longest)
    {
        if (request.OutputTokens is not { } given)
        {
            return longest is { } limit ? Math.Min(OutputLimit.UsualTokens, (limit + 1) / 2) : OutputLimit.UsualTokens;
        }

        return given <= (longest ?? given)
            ? given
            : throw new CostException(
                "OutputBeyondMaximum",
                CostErrorKind.InvalidInput,
                FormattableString.Invariant($"An answer of {given} tokens is expected, but it can have {longest} at most."),
                "Expect fewer tokens, or allow more with -MaxOutputTokens.");
    }

    private static List<(DateTimeOffset From, DeepSeekPrice Price)> Later(QuoteRequest request, DeepSeekPriceCatalog catalog)
    {
        DateTimeOffset start = request.At.ToUniversalTime();
        DateTimeOffset end = request.LastInstant.ToUniversalTime();
        var instants = new SortedSet<DateTimeOffset> { end };
        for (DateTimeOffset? edge = catalog.Bands.BandAt(start).Until; edge <= end; edge = catalog.Bands.BandAt(edge.Value).Until)
        {
            instants.Add(edge.Value);
        }

        instants.UnionWith(catalog.Prices.Select(price => price.EffectiveFrom).Where(at => at > start && at < end));
        instants.Remove(start);
        var prices = new List<(DateTimeOffset From, DeepSeekPrice Price)>();
        foreach (DateTimeOffset at in instants)
        {
            try
            {
                prices.Add((at, catalog.Find(request.Model, request.Currency, at)));
            }
            catch (CostException failure) when (failure.ErrorId == "ModelRetired")
            {
                // From here on the call would be refused, which costs nothing.
                break;
            }
        }

        return prices;
    }

    private static bool CostsTheSame(DeepSeekPrice one, DeepSeekPrice other) =>
        one.Band == other.Band && one.CacheHit == other.CacheHit && one.CacheMiss == other.CacheMiss && one.Output == other.Output;
}
