namespace CostCompass.Pricing;

/// <summary>
/// Every price that is known, dated. A price that is unknown is an error that names the model and the instant; it is never zero.
/// </summary>
public sealed class DeepSeekPriceCatalog
{
    private static readonly Lazy<DeepSeekPriceCatalog> LazyBuiltIn = new(() => PriceTables.BuiltIn.ToCatalog());

    private readonly ILookup<(string Model, string Currency), DeepSeekPrice> byModel;
    private readonly ModelNames names;

    /// <summary>Makes a catalog.</summary>
    /// <param name="prices">The prices, in any order.</param>
    /// <param name="bands">Says which band applies when.</param>
    /// <param name="aliases">The names that are billed as another model.</param>
    /// <param name="usePrices">The charges per use, in any order, or null for none.</param>
    /// <exception cref="CostException">
    /// <c>PriceOverlap</c>: two prices of one model, currency and band, or of one use and currency, are in force at once.
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

    /// <summary>The catalog that comes with CostCompass. It is read when it is first asked for.</summary>
    public static DeepSeekPriceCatalog BuiltIn => LazyBuiltIn.Value;

    /// <summary>Every price, the earliest first.</summary>
    public IReadOnlyList<DeepSeekPrice> Prices { get; }

    /// <summary>Every charge per use, by kind, the earliest first.</summary>
    public IReadOnlyList<DeepSeekUsePrice> UsePrices { get; }

    /// <summary>Every name that was ever priced, aliases and retired names included, in alphabetical order.</summary>
    public IReadOnlyList<string> Models { get; }

    /// <summary>Says which band applies when.</summary>
    public BandCalendar Bands { get; }

    /// <summary>The first instant of each price, of each charge per use, and of each name's other meaning, in any order.</summary>
    internal IReadOnlyList<DateTimeOffset> Beginnings { get; }

    /// <summary>Reads price rows in the form of the built-in table.</summary>
    /// <param name="reader">The text, as CSV without quotes.</param>
    /// <returns>A price for each row and each currency that has one.</returns>
    /// <exception cref="CostException"><c>PriceFileInvalid</c>, with the line.</exception>
    public static IReadOnlyList<DeepSeekPrice> ReadPrices(TextReader reader) => [.. PriceTable.Read(reader)];

    /// <summary>A model's name without <c>[1m]</c>, which some agents add to ask for a long context: the model and its price are the same.</summary>
    /// <param name="model">The name in the request.</param>
    public static string PlainName(string model) => ModelNames.Plain(model);

    /// <summary>The price of a model at an instant.</summary>
    /// <param name="model">The name in the request: an alias or a dated version leads to the model that is billed.</param>
    /// <param name="currency"><c>USD</c> or <c>CNY</c>: the currency of the balance that pays.</param>
    /// <param name="at">The instant at which the request was complete.</param>
    /// <exception cref="CostException"><c>UnknownModel</c>, <c>ModelRetired</c>, <c>PriceUnknown</c> or <c>InvalidCurrency</c>.</exception>
    public DeepSeekPrice Find(string model, string currency, DateTimeOffset at) => Find(model, currency, at, Bands.Band(at));

    /// <summary>The price that a model has at an instant in a band of the caller's choice, for questions of what if.</summary>
    /// <param name="model">The name in the request.</param>
    /// <param name="currency"><c>USD</c> or <c>CNY</c>.</param>
    /// <param name="at">The instant, which says which price list is in force.</param>
    /// <param name="band">The band to price in. The nightly discount of 2025 stands for OffPeak and the other way round; a day that isn't divided into bands has its one price whatever is asked.</param>
    /// <exception cref="CostException"><c>UnknownModel</c>, <c>ModelRetired</c>, <c>PriceUnknown</c> or <c>InvalidCurrency</c>.</exception>
    public DeepSeekPrice Find(string model, string currency, DateTimeOffset at, PriceBand band)
    {
        var inForce = InForce(model, currency, at);
        return inForce.FirstOrDefault(price => price.Band == band)
            ?? inForce.FirstOrDefault(price => price.Band == Counterpart(band))
            ?? inForce.FirstOrDefault(price => IsForTheWholeDay(price.Band))
            ?? throw Unknown(model, currency, at);
    }

    /// <summary>The price of a use at an instant, or null if none is known for that time.</summary>
    /// <param name="use">What is charged.</param>
    /// <param name="currency"><c>USD</c> or <c>CNY</c>.</param>
    /// <param name="at">The instant.</param>
    public DeepSeekUsePrice? FindUse(ChargedUse use, string currency, DateTimeOffset at)
    {
        var code = CurrencyCode.Require(currency);
        return UsePrices.FirstOrDefault(price => price.Use == use && price.Currency == code && price.IsInForceAt(at));
    }

    /// <summary>The prices that apply to a call at an instant.</summary>
    /// <param name="model">The name in the request.</param>
    /// <param name="currency"><c>USD</c> or <c>CNY</c>.</param>
    /// <param name="at">The instant at which the request was complete.</param>
    /// <param name="band">The band to price in, or null for the one of the instant.</param>
    /// <exception cref="CostException"><c>UnknownModel</c>, <c>ModelRetired</c>, <c>PriceUnknown</c> or <c>InvalidCurrency</c>.</exception>
    public CallPrice FindCall(string model, string currency, DateTimeOffset at, PriceBand? band = null) =>
        new(Find(model, currency, at, band ?? Bands.Band(at)), FindUse(ChargedUse.WebSearch, currency, at));

    /// <summary>The prices of a model that are in force at an instant: one, or one for each band of the day.</summary>
    /// <param name="model">The name in the request.</param>
    /// <param name="currency"><c>USD</c> or <c>CNY</c>.</param>
    /// <param name="at">The instant.</param>
    /// <exception cref="CostException"><c>UnknownModel</c>, <c>ModelRetired</c>, <c>PriceUnknown</c> or <c>InvalidCurrency</c>.</exception>
    public IReadOnlyList<DeepSeekPrice> InForce(string model, string currency, DateTimeOffset at)
    {
        var code = CurrencyCode.Require(currency);
        var billed = names.BilledModel(model, at);
        DeepSeekPrice[] inForce = [.. byModel[(billed.ToUpperInvariant(), code)].Where(price => price.IsInForceAt(at))];
        return inForce.Length > 0 ? inForce : throw Unknown(model, code, at);
    }

    /// <summary>The retirement of a name, past or to come, or null if none is known.</summary>
    /// <param name="model">The name in the request.</param>
    /// <param name="asOf">The instant at which the successor is to be called.</param>
    /// <exception cref="CostException"><c>UnknownModel</c>.</exception>
    public ModelRetirement? RetirementOf(string model, DateTimeOffset asOf) => names.RetirementOf(model, asOf);

    // Standard was the price of the whole day until the nightly discount began, and is the price of a model without a discount.
    internal static bool IsForTheWholeDay(PriceBand band) => band is PriceBand.Flat or PriceBand.Promo or PriceBand.Standard;

    // The cheap and the dear hours had other names in 2025.
    private static PriceBand? Counterpart(PriceBand band) => band switch
    {
        PriceBand.OffPeak => PriceBand.Discount,
        PriceBand.Discount => PriceBand.OffPeak,
        PriceBand.Peak => PriceBand.Standard,
        _ => null,
    };

    private static CostException Unknown(string model, string currency, DateTimeOffset at) => new(
        "PriceUnknown",
        CostErrorKind.NotFound,
        $"There is no price in {currency} for the model '{ModelNames.Shown(model)}' at {ModelNames.Shown(at)}.",
        "Check the time and the currency (USD or CNY), or import newer prices with Import-DeepSeekPrice.");

    private static void RefuseOverlaps<T>(IEnumerable<IEnumerable<T>> series, Func<T, string> name)
        where T : IDatedPrice
    {
        foreach (var prices in series)
        {
            // The prices are in order of their beginning, so each can only reach into the next.
            foreach (var (earlier, later) in prices.Zip(prices.Skip(1)))
            {
                if (earlier.IsInForceAt(later.EffectiveFrom))
                {
                    throw new CostException(
                        "PriceOverlap",
                        CostErrorKind.InvalidInput,
                        $"Two prices of {name(later)} overlap at {ModelNames.Shown(later.EffectiveFrom)}.",
                        "End the earlier price when the later price starts.");
                }
            }
        }
    }
}
