namespace CostCompass.Pricing;

/// <summary>All errors of prices, so that each is worded once.</summary>
internal static class PriceErrors
{
    public static CostException ModelRetired(string name, string retiredAt, string successor) => new(
        "ModelRetired",
        CostErrorKind.NotFound,
        $"The model '{name}' was retired at {retiredAt}. Its successor is '{successor}'.",
        $"Use '{successor}', or specify a time before the retirement.");

    public static CostException NameUnresolved(string alias, string billedAs, string from) => new(
        "NameUnresolved",
        CostErrorKind.InvalidInput,
        $"'{alias}' is billed as '{billedAs}' from {from}, but no model with a price has that name.",
        "Correct billed_as, or import the prices of that model as well. No data from the file was used.");

    public static CostException PriceBandMissing(PriceBand band, string model, string currency, string at) => new(
        "PriceBandMissing",
        CostErrorKind.InvalidInput,
        $"The {band} price of '{model}' in {currency} is missing at {at}.",
        "Add the missing row. No data from the file was used.");

    public static CostException PriceFileTooLong(string file) => new(
        "PriceFileTooLong",
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"The file '{file}' is not a valid price table: it has more than {PriceTableText.MaximumLength} characters."),
        "Specify a CSV table of prices, price bands, model names, holidays or charges per use.");

    public static CostException PriceFileUnknown(string name) => new(
        "PriceFileUnknown",
        CostErrorKind.InvalidInput,
        $"The file '{name}' is not a valid price table: the columns in its first line don't match any kind of table.",
        "Specify a CSV file with the columns that are listed in the help of Import-DeepSeekPrice.");

    public static CostException PriceImportIncomplete() => new(
        "PriceImportIncomplete",
        CostErrorKind.InvalidInput,
        "No file was imported because one of the files can't be read.",
        "Correct or omit that file.");

    public static CostException PriceOverlap(string name, string effectiveFrom) => new(
        "PriceOverlap",
        CostErrorKind.InvalidInput,
        $"Two prices of {name} overlap at {effectiveFrom}.",
        "End the earlier price when the later price starts.");

    public static CostException PriceTableBuiltIn() => new(
        "PriceTableBuiltIn",
        CostErrorKind.InvalidInput,
        "Built-in price tables can't be removed.",
        "To override them, import a table with Import-DeepSeekPrice.");

    public static CostException PriceTableNotFound(string number) => new(
        "PriceTableNotFound",
        CostErrorKind.NotFound,
        $"The price table {number} doesn't exist.",
        "To list the price tables, run Get-DeepSeekPriceTable.");

    public static CostException PriceUnknown(string currency, string model, string at) => new(
        "PriceUnknown",
        CostErrorKind.NotFound,
        $"There is no price in {currency} for the model '{model}' at {at}.",
        "Check the time and the currency (USD or CNY), or import newer prices with Import-DeepSeekPrice.");

    public static CostException PriceUnknownForHits(string currency, string model, string effectiveFrom) => new(
        "PriceUnknown",
        CostErrorKind.NotFound,
        $"There is no price in {currency} for cache hits of the model '{model}' from {effectiveFrom}.",
        "Count the tokens as cache misses. Cache hits didn't have a separate price at that time.");

    public static CostException PriceUnknownBefore(DateTime at, DateTime first) => new(
        "PriceUnknown",
        CostErrorKind.NotFound,
        $"No price is available for {at:u}. The first price list starts at {first:u}.",
        "Specify a later time, or import older prices with Import-DeepSeekPrice.");

    public static CostException PriceUnknownForAlias(string name) => new(
        "PriceUnknown",
        CostErrorKind.NotFound,
        $"'{name}' doesn't have its own price because it is billed as another model.",
        "Specify -At instead of -All to get the price that applies at a given time.");

    public static CostException TokenCountInvalid() => new(
        "TokenCountInvalid",
        CostErrorKind.InvalidInput,
        "The number of tokens must not be negative.",
        "Specify the token counts from the usage of the response. Each count must be 0 or more.");

    public static CostException UnknownModel(string name) => new(
        "UnknownModel",
        CostErrorKind.NotFound,
        $"Unknown model '{name}'.",
        "Check the model name, or import newer prices with Import-DeepSeekPrice.");

    public static CostException UnknownModelOfRouter(string name) => new(
        "UnknownModel",
        CostErrorKind.NotFound,
        $"'{name}' is the model name of a router. The router bills the call, so the prices of DeepSeek don't apply.",
        "If DeepSeek bills the call, specify the model name that DeepSeek uses.");

    public static CostException UsePriceUnknown(string currency) => new(
        "UsePriceUnknown",
        CostErrorKind.NotFound,
        $"There is no price in {currency} for the web searches of this call.",
        "Import a price table with this price with Import-DeepSeekPrice.");
}
