namespace CostCompass.Pricing;

/// <summary>
/// All known prices with their periods. An unknown price is an error that names the model and the time, and is never zero.
/// </summary>
public sealed class DeepSeekPriceCatalog
{
    private static readonly Lazy<DeepSeekPriceCatalog> LazyBuiltIn = new(() => PriceTables.BuiltIn.ToCatalog());

    private readonly ILookup<(string Model, string Currency), DeepSeekPrice> byModel;
    private readonly ModelNames names;

    /// <summary>Creates the catalog.</summary>
    /// <param name="prices">The prices, in any order.</param>
    /// <param name="bands">Determines which band applies when.</param>
    /// <param name="aliases">The names that are billed as another model.</param>
    /// <param name="usePrices">The charges per use, in any order, or null for none.</param>
    /// <exception cref="CostException">
    /// <c>PriceOverlap</c>: two prices of one model, currency and band, or of one use and currency, apply at the same time.
    /// </exception>
    public DeepSeekPriceCatalog(
        IEnumerable<DeepSeekPrice> prices, BandCalendar bands, IEnumerable<ModelAlias> aliases, IEnumerable<DeepSeekUsePrice>? usePrices = null)
    {
        UsePrices = [.. (usePrices ?? []).OrderBy(price => price.Use).ThenBy(price => price.EffectiveFrom)];
        Prices = [.. prices.OrderBy(price => price.EffectiveFrom).ThenBy(price => price.Model, StringComparer.Ordinal)];
        Bands = bands;
        byModel = Prices.ToLookup(price => (price.Model.ToUpperInvariant(), price.Currency));
        ModelAlias[] knownAliases = [.. aliases];
        Beginnings = [.. Prices.Concat<IDatedPrice>(UsePrices).Select(price => price.EffectiveFrom).Concat(knownAliases.Select(alias => alias.From))];
        names = new ModelNames(Prices.Select(price => price.Model), knownAliases);
        Models = [.. Prices.Select(price => price.Model)
            .Concat(knownAliases.Select(alias => alias.Name))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.Ordinal)];
        RefuseOverlaps(
            Prices.GroupBy(price => (price.Model.ToUpperInvariant(), price.Currency, price.Band)),
            price => $"'{ModelNames.Shown(price.Model)}' in {price.Currency} ({price.Band})");
        RefuseOverlaps(UsePrices.GroupBy(price => $"{price.Use} {price.Currency}"), price => $"{price.Use} in {price.Currency}");
    }

    /// <summary>The built-in catalog. It is read on first use.</summary>
    public static DeepSeekPriceCatalog BuiltIn => LazyBuiltIn.Value;

    /// <summary>Every price, sorted by start.</summary>
    public IReadOnlyList<DeepSeekPrice> Prices { get; }

    /// <summary>Every charge per use, sorted by kind and start.</summary>
    public IReadOnlyList<DeepSeekUsePrice> UsePrices { get; }

    /// <summary>Every name with a price, including aliases and retired names, in alphabetical order.</summary>
    public IReadOnlyList<string> Models { get; }

    /// <summary>Determines which band applies when.</summary>
    public BandCalendar Bands { get; }

    /// <summary>The start of each price, of each charge per use, and of each alias, in any order.</summary>
    internal IReadOnlyList<DateTimeOffset> Beginnings { get; }

    /// <summary>Reads price rows in the format of the built-in table.</summary>
    /// <param name="reader">The text, as CSV without quotes.</param>
    /// <returns>A price for each row and each currency that has one.</returns>
    /// <exception cref="CostException"><c>PriceFileInvalid</c>, with the line.</exception>
    public static IReadOnlyList<DeepSeekPrice> ReadPrices(TextReader reader) => [.. PriceTable.Read(reader)];

    /// <summary>A model's name without <c>[1m]</c>, which some agents add to request a long context. The model and its price are the same.</summary>
    /// <param name="model">The name in the request.</param>
    public static string PlainName(string model) => ModelNames.Plain(model);

    /// <summary>The price of a model at a time.</summary>
    /// <param name="model">The name in the request. An alias or a dated version is resolved to the model that is billed.</param>
    /// <param name="currency"><c>USD</c> or <c>CNY</c>: the currency of the balance that pays.</param>
    /// <param name="at">The time at which the request was complete.</param>
    /// <exception cref="CostException"><c>UnknownModel</c>, <c>ModelRetired</c>, <c>PriceUnknown</c> or <c>InvalidCurrency</c>.</exception>
    public DeepSeekPrice Find(string model, string currency, DateTimeOffset at) => Find(model, currency, at, Bands.Band(at));

    /// <summary>The price of a model at a time in a specified band, for what-if questions.</summary>
    /// <param name="model">The name in the request.</param>
    /// <param name="currency"><c>USD</c> or <c>CNY</c>.</param>
    /// <param name="at">The time, which determines the price list.</param>
    /// <param name="band">The band. The nightly discount of 2025 corresponds to OffPeak. A day without bands has only one price, regardless of the specified band.</param>
    /// <exception cref="CostException"><c>UnknownModel</c>, <c>ModelRetired</c>, <c>PriceUnknown</c> or <c>InvalidCurrency</c>.</exception>
    public DeepSeekPrice Find(string model, string currency, DateTimeOffset at, PriceBand band)
    {
        var inForce = InForce(model, currency, at);
        return inForce.FirstOrDefault(price => price.Band == band)
            ?? inForce.FirstOrDefault(price => price.Band == Counterpart(band))
            ?? inForce.FirstOrDefault(price => IsForTheWholeDay(price.Band))
            ?? throw Unknown(model, currency, at);
    }

    /// <summary>The price of a use at a time, or null if none is known for that time.</summary>
    /// <param name="use">The kind of use.</param>
    /// <param name="currency"><c>USD</c> or <c>CNY</c>.</param>
    /// <param name="at">The time.</param>
    public DeepSeekUsePrice? FindUse(ChargedUse use, string currency, DateTimeOffset at)
    {
        var code = CurrencyCode.Require(currency);
        return UsePrices.FirstOrDefault(price => price.Use == use && price.Currency == code && price.IsInForceAt(at));
    }

    /// <summary>The prices of a call at a time.</summary>
    /// <param name="model">The name in the request.</param>
    /// <param name="currency"><c>USD</c> or <c>CNY</c>.</param>
    /// <param name="at">The time at which the request was complete.</param>
    /// <param name="band">The band, or null for the one at that time.</param>
    /// <exception cref="CostException"><c>UnknownModel</c>, <c>ModelRetired</c>, <c>PriceUnknown</c> or <c>InvalidCurrency</c>.</exception>
    public CallPrice FindCall(string model, string currency, DateTimeOffset at, PriceBand? band = null) =>
        new(Find(model, currency, at, band ?? Bands.Band(at)), FindUse(ChargedUse.WebSearch, currency, at));

    /// <summary>The prices of a model that apply at a time: one, or one for each band of the day.</summary>
    /// <param name="model">The name in the request.</param>
    /// <param name="currency"><c>USD</c> or <c>CNY</c>.</param>
    /// <param name="at">The time.</param>
    /// <exception cref="CostException"><c>UnknownModel</c>, <c>ModelRetired</c>, <c>PriceUnknown</c> or <c>InvalidCurrency</c>.</exception>
    public IReadOnlyList<DeepSeekPrice> InForce(string model, string currency, DateTimeOffset at)
    {
        var code = CurrencyCode.Require(currency);
        var billed = names.BilledModel(model, at);
        DeepSeekPrice[] inForce = [.. byModel[(billed.ToUpperInvariant(), code)].Where(price => price.IsInForceAt(at))];
        return inForce.Length > 0 ? inForce : throw Unknown(model, code, at);
    }

    /// <summary>The past or future retirement of a name, or null if none is known.</summary>
    /// <param name="model">The name in the request.</param>
    /// <param name="asOf">The time for which the successor is determined.</param>
    /// <exception cref="CostException"><c>UnknownModel</c>.</exception>
    public ModelRetirement? RetirementOf(string model, DateTimeOffset asOf) => names.RetirementOf(model, asOf);

    // Standard was the price of the whole day until the nightly discount began, and is the price of a model without a discount.
    internal static bool IsForTheWholeDay(PriceBand band) => band is PriceBand.Flat or PriceBand.Promo or PriceBand.Standard;

    // The cheap and the expensive hours had other names in 2025.
    private static PriceBand? Counterpart(PriceBand band) => band switch
    {
        PriceBand.OffPeak => PriceBand.Discount,
        PriceBand.Discount => PriceBand.OffPeak,
        PriceBand.Peak => PriceBand.Standard,
        _ => null,
    };

    private static CostException Unknown(string model, string currency, DateTimeOffset at) =>
        PriceErrors.PriceUnknown(currency, ModelNames.Shown(model), ModelNames.Shown(at));

    private static void RefuseOverlaps<T>(IEnumerable<IEnumerable<T>> series, Func<T, string> name)
        where T : IDatedPrice
    {
        foreach (var prices in series)
        {
            // The prices are sorted by start, so each can overlap only the next one.
            foreach (var (earlier, later) in prices.Zip(prices.Skip(1)))
            {
                if (earlier.IsInForceAt(later.EffectiveFrom))
                {
                    throw PriceErrors.PriceOverlap(name(later), ModelNames.Shown(later.EffectiveFrom));
                }
            }
        }
    }
}
