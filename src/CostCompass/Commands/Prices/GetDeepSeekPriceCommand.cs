using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Tells what models cost per 1,000,000 tokens: the one price that applies at an instant, or without an instant the price list
/// of today with every band of the day. With -PerUse it lists what is charged per use instead, such as web searches.
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

    /// <summary>The models, with wildcards. A name that is billed as another model gives the price of that one.</summary>
    [Parameter(ParameterSetName = InstantSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = AllSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[] Model { get; set; } = ["*"];

    /// <summary>The price list: USD or CNY. Both without it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidatePriceList]
    [ArgumentCompleter(typeof(PriceListCompleter))]
    public string[] Currency { get; set; } = ["USD", "CNY"];

    /// <summary>The instant at which a call is complete: gives the one price that applies to it.</summary>
    [Parameter(ParameterSetName = InstantSet)]
    [Parameter(ParameterSetName = UseSet)]
    [InstantTransformation]
    public DateTimeOffset? At { get; set; }

    /// <summary>Every price that was ever known, with the span in which it was in force.</summary>
    [Parameter(ParameterSetName = AllSet, Mandatory = true)]
    [Parameter(ParameterSetName = AllUseSet, Mandatory = true)]
    public SwitchParameter All { get; set; }

    /// <summary>Lists the charges per use, such as web searches and pages of files, instead of the prices of models.</summary>
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

    // A pattern that matches nothing is no error, but an instant before the first list has no price at all.
    private void RequireAny(int found, IEnumerable<DateTimeOffset> begins)
    {
        if (found == 0 && At is { } at && begins.DefaultIfEmpty(DateTimeOffset.MinValue).Min() is var first && at < first)
        {
            throw new CostException(
                "PriceUnknown",
                CostErrorKind.NotFound,
                $"No price is known at {at.UtcDateTime:u}: the first list begins at {first.UtcDateTime:u}.",
                "Give a later instant, or import a catalog that goes back further with Import-DeepSeekPrice.");
        }
    }

    private IEnumerable<DeepSeekPrice> Matching(DeepSeekPriceCatalog catalog, NamePattern pattern)
    {
        IEnumerable<DeepSeekPrice> prices = catalog.Prices.Where(price => pattern.IsMatch(price.Model) && IsAsked(price));
        return All ? prices : prices.Where(price => price.IsInForceAt(At ?? Now) && IsCharged(catalog, price));
    }

    // A model that is redirected or retired keeps its row, and nobody pays it any more.
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
            // A name that was never priced itself has the prices of the models that it was billed as.
            string name = catalog.Models.FirstOrDefault(known => string.Equals(known, model, StringComparison.OrdinalIgnoreCase))
                ?? catalog.Find(model, "USD", Now).Model;
            List<DeepSeekPrice> own = [.. catalog.Prices.Where(price => string.Equals(price.Model, name, StringComparison.OrdinalIgnoreCase) && IsAsked(price))];
            return own.Count > 0 ? own : throw OnlyAlias(name);
        }

        DateTimeOffset at = At ?? Now;
        List<DeepSeekPrice> prices = At is null
            ? [.. Currency.SelectMany(currency => catalog.InForce(model, currency, at))]
            : [.. Currency.Select(currency => catalog.Find(model, currency, at))];
        if (catalog.RetirementOf(model, Now) is { } retirement && retirement.At <= Now)
        {
            WriteWarning($"The model '{retirement.Name}' was retired at {retirement.At:u}; call '{retirement.Successor}' in its place.");
        }

        return prices;
    }

    // One list after the other, as they were asked for: a view groups them.
    private int OrderOf(string currency) =>
        Array.FindIndex(Currency, asked => string.Equals(asked, currency, StringComparison.OrdinalIgnoreCase));

    private bool IsAsked(DeepSeekPrice price) => OrderOf(price.Currency) >= 0;

    private static CostException OnlyAlias(string name) => new(
        "PriceUnknown",
        CostErrorKind.NotFound,
        $"The name '{name}' has no price of its own: it is billed as another model.",
        "Give -At to see the price that applied at an instant.");
}
