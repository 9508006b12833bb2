namespace CostCompass.Pricing;

/// <summary>
/// The tables of a catalog. A newer table overrides an older one: for each model and currency (each use and currency, each name, each
/// year of holidays, the rules of the day), it applies completely from its first row on, and before that the older one applies.
/// </summary>
public sealed class PriceTables
{
    private static readonly Lazy<PriceTables> LazyBuiltIn = new(ReadBuiltIn);

    private readonly IReadOnlyList<DeepSeekPrice> prices;
    private readonly IReadOnlyList<BandRule> rules;
    private readonly IReadOnlyList<ModelAlias> aliases;
    private readonly ChinaPublicHolidays holidays;
    private readonly IReadOnlyList<DeepSeekUsePrice> uses;

    private PriceTables(
        IReadOnlyList<DeepSeekPrice> prices,
        IReadOnlyList<BandRule> rules,
        IReadOnlyList<ModelAlias> aliases,
        ChinaPublicHolidays holidays,
        IReadOnlyList<DeepSeekUsePrice> uses,
        IReadOnlyList<DeepSeekPriceTable> sources)
    {
        this.prices = prices;
        this.rules = rules;
        this.aliases = aliases;
        this.holidays = holidays;
        this.uses = uses;
        Sources = sources;
    }

    /// <summary>The built-in tables. They are read on first use.</summary>
    public static PriceTables BuiltIn => LazyBuiltIn.Value;

    /// <summary>The tables, first the built-in ones, then by version.</summary>
    public IReadOnlyList<DeepSeekPriceTable> Sources { get; }

    /// <summary>These tables, overridden by another one.</summary>
    /// <param name="table">The table.</param>
    /// <param name="version">Its number.</param>
    /// <param name="importedAt">When it was imported, or null for a built-in table.</param>
    /// <exception cref="CostException">
    /// <c>PriceFileInvalid</c>, <c>BandFileInvalid</c>, <c>NameFileInvalid</c>, <c>HolidayFileInvalid</c>,
    /// <c>UseFileInvalid</c>, with the line.
    /// </exception>
    public PriceTables With(PriceTableText table, long version, DateTimeOffset? importedAt)
    {
        using var reader = new StringReader(table.Content);
        switch (table.Kind)
        {
            case PriceTableKind.Price:
                List<DeepSeekPrice> newer = [.. PriceTable.Read(reader).Select(price => price.Source.Length > 0 ? price : price with { Source = table.Name })];
                RefuseEmpty(newer.Count, PriceTable.ErrorId);
                return new(Overlay(newer), rules, aliases, holidays, uses, Named(newer.Count, newer.Min(price => price.EffectiveFrom)));
            case PriceTableKind.Band:
                List<BandRule> newerRules = [.. BandTable.Read(reader).OrderBy(rule => rule.From)];
                RefuseEmpty(newerRules.Count, BandTable.ErrorId);
                return new(
                    prices,
                    [.. rules.Where(rule => rule.From < newerRules[0].From), .. newerRules],
                    aliases,
                    holidays,
                    uses,
                    Named(newerRules.Count, newerRules[0].From == DateTimeOffset.MinValue ? null : newerRules[0].From));
            case PriceTableKind.Name:
                List<ModelAlias> newerNames = [.. NameTable.Read(reader)];
                RefuseEmpty(newerNames.Count, NameTable.ErrorId);
                return new(prices, rules, Overlay(newerNames), holidays, uses, Named(newerNames.Count, newerNames.Min(alias => alias.From)));
            case PriceTableKind.Use:
                List<DeepSeekUsePrice> newerUses = [.. UsePriceTable.Read(reader).Select(price => price.Source.Length > 0 ? price : price with { Source = table.Name })];
                RefuseEmpty(newerUses.Count, UsePriceTable.ErrorId);
                return new(prices, rules, aliases, holidays, Overlay(newerUses), Named(newerUses.Count, newerUses.Min(price => price.EffectiveFrom)));
            default:
                var newerHolidays = ChinaPublicHolidays.Read(reader);
                RefuseEmpty(newerHolidays.Count, ChinaPublicHolidays.ErrorId);
                return new(
                    prices,
                    rules,
                    aliases,
                    holidays.OverriddenBy(newerHolidays),
                    uses,
                    Named(newerHolidays.Count, new DateTimeOffset(newerHolidays.FirstDay.ToDateTime(TimeOnly.MinValue), BandRule.BeijingOffset).ToUniversalTime()));
        }

        IReadOnlyList<DeepSeekPriceTable> Named(int rows, DateTimeOffset? from) =>
            [.. Sources, new DeepSeekPriceTable { Version = version, Kind = table.Kind, Name = table.Name, Rows = rows, From = from, ImportedAt = importedAt }];
    }

    /// <summary>The catalog of these tables, validated as a whole.</summary>
    /// <exception cref="CostException"><c>PriceOverlap</c>, <c>PriceBandMissing</c> or <c>NameUnresolved</c>.</exception>
    public DeepSeekPriceCatalog ToCatalog()
    {
        var catalog = new DeepSeekPriceCatalog(prices, new BandCalendar(rules, holidays), aliases, uses);
        PriceTableCheck.Refuse(catalog, aliases);
        return catalog;
    }

    private List<DeepSeekPrice> Overlay(List<DeepSeekPrice> newer) =>
        Overlay(prices, newer, price => $"{price.Model.ToUpperInvariant()} {price.Currency}", (price, end) => price with { EffectiveTo = end });

    private List<DeepSeekUsePrice> Overlay(List<DeepSeekUsePrice> newer) =>
        Overlay(uses, newer, price => $"{price.Use} {price.Currency}", (price, end) => price with { EffectiveTo = end });

    private static List<TPrice> Overlay<TPrice>(
        IReadOnlyList<TPrice> older, List<TPrice> newer, Func<TPrice, string> series, Func<TPrice, DateTimeOffset, TPrice> ended)
        where TPrice : IDatedPrice
    {
        var beginnings = newer.GroupBy(series).ToDictionary(one => one.Key, one => one.Min(price => price.EffectiveFrom));
        var kept = older
            .Select(price => beginnings.TryGetValue(series(price), out var end) && (price.EffectiveTo is not { } own || own > end) ? ended(price, end) : price)
            .Where(price => price.EffectiveTo is not { } end || end > price.EffectiveFrom);
        return [.. kept, .. newer];
    }

    private List<ModelAlias> Overlay(List<ModelAlias> newer)
    {
        var beginnings = newer
            .GroupBy(alias => alias.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(name => name.Key, name => name.Min(alias => alias.From), StringComparer.OrdinalIgnoreCase);
        return [.. aliases.Where(alias => !beginnings.TryGetValue(alias.Name, out var from) || alias.From < from), .. newer];
    }

    private static void RefuseEmpty(int rows, string errorId)
    {
        if (rows == 0)
        {
            throw PlainTable.Invalid(errorId, 2, "the table has no rows");
        }
    }

    private static PriceTables ReadBuiltIn() => new PriceTables([], [], [], ChinaPublicHolidays.None, [], [])
        .With(PriceTableText.BuiltIn(PriceTableKind.Price, "deepseek-prices.csv"), 0, null)
        .With(PriceTableText.BuiltIn(PriceTableKind.Band, "deepseek-bands.csv"), 0, null)
        .With(PriceTableText.BuiltIn(PriceTableKind.Name, "deepseek-names.csv"), 0, null)
        .With(PriceTableText.BuiltIn(PriceTableKind.Holiday, "china-public-holidays.csv"), 0, null)
        .With(PriceTableText.BuiltIn(PriceTableKind.Use, "deepseek-uses.csv"), 0, null);
}
