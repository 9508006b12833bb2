using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Gets DeepSeek prices per 1,000,000 tokens and charges per use. With -At it returns the one price that applies at that time,
/// otherwise the current price list. With -PerUse it returns the charges per use.
/// </summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekPrice", DefaultParameterSetName = InstantSet, HelpUri = HelpPage.Folder + "Get-DeepSeekPrice.md")]
[OutputType(typeof(DeepSeekPrice), ParameterSetName = [InstantSet, AllSet])]
[OutputType(typeof(DeepSeekUsePrice), ParameterSetName = [UseSet, AllUseSet])]
public sealed class GetDeepSeekPriceCommand : CostCompassCmdlet
{
    private const string InstantSet = "Instant";
    private const string AllSet = "All";
    private const string UseSet = "PerUse";
    private const string AllUseSet = "AllPerUse";

    /// <summary>
    /// The names of the models. Wildcards are allowed, and Tab completes names. For a name that is billed as another model, the price
    /// of that model is returned. Wildcards match the models that are billed.
    /// </summary>
    [Parameter(ParameterSetName = InstantSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = AllSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[] Model { get; set; } = ["*"];

    /// <summary>The price list: USD or CNY. The default is both.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidatePriceList]
    [ArgumentCompleter(typeof(PriceListCompleter))]
    public string[] Currency { get; set; } = ["USD", "CNY"];

    /// <summary>
    /// The time at which the call is complete, with any offset. Returns the one price that applies to it or, with -PerUse, the
    /// charges in effect at that time.
    /// </summary>
    [Parameter(ParameterSetName = InstantSet)]
    [Parameter(ParameterSetName = UseSet)]
    [InstantTransformation]
    public DateTimeOffset? At { get; set; }

    /// <summary>Returns every known price, with the period in which it was in effect.</summary>
    [Parameter(ParameterSetName = AllSet, Mandatory = true)]
    [Parameter(ParameterSetName = AllUseSet, Mandatory = true)]
    public SwitchParameter All { get; set; }

    /// <summary>Returns the charges per use, such as web searches and pages of files, instead of model prices.</summary>
    [Parameter(ParameterSetName = UseSet, Mandatory = true)]
    [Parameter(ParameterSetName = AllUseSet, Mandatory = true)]
    public SwitchParameter PerUse { get; set; }

    private protected override void Process()
    {
        DeepSeekPriceCatalog catalog = Session.Prices;
        if (PerUse)
        {
            IEnumerable<DeepSeekUsePrice> uses = catalog.UsePrices.Where(price => All || price.IsInForceAt(At ?? Now));
            Attempt("*", () =>
            {
                List<DeepSeekUsePrice> found = [.. uses.Where(price => OrderOf(price.Currency) >= 0).OrderBy(price => OrderOf(price.Currency))];
                RequireAny(found.Count, catalog.UsePrices.Select(price => price.EffectiveFrom));
                WriteObject(found, enumerateCollection: true);
            });
            return;
        }

        foreach (string model in Model.Select(DeepSeekPriceCatalog.PlainName))
        {
            Attempt(model, () =>
            {
                IEnumerable<DeepSeekPrice> prices = WildcardPattern.ContainsWildcardCharacters(model)
                    ? Matching(catalog, Wildcard.Of(model))
                    : OfOne(catalog, model);
                prices = prices.OrderBy(price => OrderOf(price.Currency));
                RequireAny(prices.Count(), catalog.Prices.Select(price => price.EffectiveFrom));
                WriteObject(At is { } at ? prices.Select(price => price with { IsVerified = catalog.Bands.IsVerifiedAt(at) }) : prices, enumerateCollection: true);
            });
        }
    }

    // A pattern without a match isn't an error, but a time before the first list has no price at all.
    private void RequireAny(int found, IEnumerable<DateTimeOffset> begins)
    {
        if (found == 0 && At is { } at && begins.DefaultIfEmpty(DateTimeOffset.MinValue).Min() is var first && at < first)
        {
            throw PriceErrors.PriceUnknownBefore(at.UtcDateTime, first.UtcDateTime);
        }
    }

    private IEnumerable<DeepSeekPrice> Matching(DeepSeekPriceCatalog catalog, NamePattern pattern)
    {
        IEnumerable<DeepSeekPrice> prices = catalog.Prices.Where(price => pattern.IsMatch(price.Model) && IsAsked(price));
        return All ? prices : prices.Where(price => price.IsInForceAt(At ?? Now) && IsCharged(catalog, price));
    }

    // A model that is redirected or retired keeps its row, but its price no longer applies.
    private bool IsCharged(DeepSeekPriceCatalog catalog, DeepSeekPrice price)
    {
        try
        {
            return At is { } at
                ? catalog.Find(price.Model, price.Currency, at) == price
                : catalog.InForce(price.Model, price.Currency, Now).Contains(price);
        }
        catch (CostException)
        {
            return false;
        }
    }

    private List<DeepSeekPrice> OfOne(DeepSeekPriceCatalog catalog, string model)
    {
        if (All)
        {
            // A name without its own price has the prices of the models that it was billed as.
            string name = catalog.Models.FirstOrDefault(known => string.Equals(known, model, StringComparison.OrdinalIgnoreCase))
                ?? catalog.Find(model, "USD", Now).Model;
            List<DeepSeekPrice> own = [.. catalog.Prices.Where(price => string.Equals(price.Model, name, StringComparison.OrdinalIgnoreCase) && IsAsked(price))];
            return own.Count > 0 ? own : throw PriceErrors.PriceUnknownForAlias(name);
        }

        DateTimeOffset at = At ?? Now;
        List<DeepSeekPrice> prices = At is null
            ? [.. Currency.SelectMany(currency => catalog.InForce(model, currency, at))]
            : [.. Currency.Select(currency => catalog.Find(model, currency, at))];
        if (catalog.RetirementOf(model, Now) is { } retirement && retirement.At <= Now)
        {
            WriteWarning($"The model '{retirement.Name}' was retired at {retirement.At:u}. Use '{retirement.Successor}' instead.");
        }

        return prices;
    }

    // One list after the other in the requested order, because the view groups them.
    private int OrderOf(string currency) =>
        Array.FindIndex(Currency, asked => string.Equals(asked, currency, StringComparison.OrdinalIgnoreCase));

    private bool IsAsked(DeepSeekPrice price) => OrderOf(price.Currency) >= 0;
}
