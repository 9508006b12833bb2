namespace CostCompass.Quotes;

/// <summary>Prices a call that hasn't been made.</summary>
public static class QuotePricing
{
    /// <summary>The quote of a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="catalog">The current prices.</param>
    /// <exception cref="CostException">
    /// <c>UnknownModel</c>, <c>ModelRetired</c>, <c>PriceUnknown</c>, <c>InvalidCurrency</c>, <c>TokenCountInvalid</c>,
    /// <c>OutputBeyondMaximum</c>, <c>SearchesBeyondMaximum</c>, <c>UsePriceUnknown</c>.
    /// </exception>
    public static DeepSeekQuote Of(QuoteRequest request, DeepSeekPriceCatalog catalog)
    {
        (long searches, long mostSearches) = Searches(request);
        CallPrice first = catalog.FindCall(request.Model, request.Currency, request.At);
        List<(DateTimeOffset From, CallPrice Price)> later = Later(request, catalog);
        (DateTimeOffset From, CallPrice Price)? next = later
            .Where(one => one.From <= request.At + request.Duration && !CostsTheSame(one.Price, first, mostSearches))
            .Select(one => ((DateTimeOffset, CallPrice)?)one)
            .FirstOrDefault();

        bool isVerified = catalog.Bands.IsVerifiedThrough(request.At, request.LastInstant);
        List<CallPrice> touched = [first, .. later.Select(one => one.Price)];
        if (!isVerified)
        {
            // A day that is assumed to be a holiday may turn out to be a working day, and vice versa.
            touched.AddRange(later.Select(one => one.From).Prepend(request.At)
                .SelectMany(at => catalog.InForce(request.Model, request.Currency, at)
                    .Select(price => new CallPrice(price, catalog.FindUse(ChargedUse.WebSearch, request.Currency, at)))));
        }

        touched.ForEach(price => price.Require(mostSearches));

        long? longest = request.MaxOutputTokens ?? OutputLimit.Of(first.Tokens.Model);
        long output = Output(request, longest);
        return new DeepSeekQuote
        {
            Model = request.Model,
            BilledAs = first.Tokens.Model,
            Currency = first.Tokens.Currency,
            At = request.At.ToUniversalTime(),
            Band = first.Tokens.Band,
            NextBandAt = next?.From,
            NextBand = next?.Price.Tokens.Band,
            IsVerified = isVerified,
            InputTokens = request.Input.Expected,
            InputTokensLow = request.Input.Low,
            InputTokensHigh = request.Input.High,
            IsEstimated = request.Input.IsEstimated,
            CacheHitRate = request.CacheHitRate,
            OutputTokens = output,
            MaxOutputTokens = longest,
            Searches = searches,
            MaxSearches = mostSearches,
            Low = touched.Min(price => Lowest(price.Tokens, request.Input.Low)),
            Expected = Likely(first, request, output, searches),
            NextExpected = next is { } change ? Likely(change.Price, request, output, searches) : null,
            High = longest is { } most ? touched.Max(price => PlainDecimal.Of(price.CostOf(0, request.Input.High, most, mostSearches))) : null,
        };
    }

    private static decimal Lowest(DeepSeekPrice price, long tokens) =>
        PlainDecimal.Of(price.CacheHit is null ? UsageCost.Of(price, 0, tokens, 0) : UsageCost.Of(price, tokens, 0, 0));

    private static decimal Likely(CallPrice price, QuoteRequest request, long output, long searches)
    {
        long hits = (long)decimal.Floor(request.Input.Expected * request.CacheHitRate);
        return PlainDecimal.Of(price.CostOf(hits, request.Input.Expected - hits, output, searches));
    }

    private static (long Expected, long Most) Searches(QuoteRequest request)
    {
        long most = request.MaxSearches ?? request.Searches ?? 0;
        long expected = request.Searches ?? most;
        return expected <= most
            ? (expected, most)
            : throw QuoteErrors.SearchesBeyondMaximum(expected, most);
    }

    private static long Output(QuoteRequest request, long? longest)
    {
        if (request.OutputTokens is not { } given)
        {
            return longest is { } limit ? Math.Min(OutputLimit.UsualTokens, (limit + 1) / 2) : OutputLimit.UsualTokens;
        }

        return given <= (longest ?? given)
            ? given
            : throw QuoteErrors.OutputBeyondMaximum(given, longest);
    }

    private static List<(DateTimeOffset From, CallPrice Price)> Later(QuoteRequest request, DeepSeekPriceCatalog catalog)
    {
        DateTimeOffset start = request.At.ToUniversalTime();
        DateTimeOffset end = request.LastInstant.ToUniversalTime();
        var instants = new SortedSet<DateTimeOffset> { end };
        for (DateTimeOffset? edge = catalog.Bands.BandAt(start).Until; edge <= end; edge = catalog.Bands.BandAt(edge.Value).Until)
        {
            instants.Add(edge.Value);
        }

        instants.UnionWith(catalog.Beginnings.Where(at => at > start && at < end));
        var prices = new List<(DateTimeOffset From, CallPrice Price)>();
        foreach (DateTimeOffset at in instants)
        {
            try
            {
                prices.Add((at, catalog.FindCall(request.Model, request.Currency, at)));
            }
            catch (CostException failure) when (failure.ErrorId == "ModelRetired")
            {
                // From this time on the call would be rejected, which costs nothing.
                break;
            }
        }

        return prices;
    }

    private static bool CostsTheSame(CallPrice one, CallPrice other, long searches) =>
        one.Tokens.Band == other.Tokens.Band
        && one.Tokens.CacheHit == other.Tokens.CacheHit
        && one.Tokens.CacheMiss == other.Tokens.CacheMiss
        && one.Tokens.Output == other.Tokens.Output
        && one.SearchCost(searches) == other.SearchCost(searches);
}
