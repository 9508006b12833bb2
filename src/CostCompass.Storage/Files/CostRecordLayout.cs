namespace CostCompass.Storage.Files;

/// <summary>A layout of costs in CSV: the titles of its columns.</summary>
/// <param name="Name">The name of the layout in messages.</param>
/// <param name="Titles">The titles of each column, the preferred one first. A column that the layout doesn't have is missing.</param>
/// <param name="Provider">The provider of all rows, for a layout of one provider.</param>
internal sealed record CostRecordLayout(string Name, IReadOnlyDictionary<CostRecordColumn, string[]> Titles, string? Provider = null)
{
    private static readonly CostRecordColumn[] Always = [CostRecordColumn.Start, CostRecordColumn.Amount, CostRecordColumn.Currency];

    /// <summary>FOCUS of the FinOps Foundation. The provider has a new title since version 1.3.</summary>
    public static CostRecordLayout Focus { get; } = new("FOCUS", new Dictionary<CostRecordColumn, string[]>
    {
        [CostRecordColumn.Start] = ["ChargePeriodStart"],
        [CostRecordColumn.End] = ["ChargePeriodEnd"],
        [CostRecordColumn.Amount] = ["BilledCost"],
        [CostRecordColumn.Currency] = ["BillingCurrency"],
        [CostRecordColumn.Provider] = ["ServiceProviderName", "ProviderName"],
        [CostRecordColumn.Service] = ["ServiceName"],
        [CostRecordColumn.Model] = ["x_Model"],
        [CostRecordColumn.Account] = ["BillingAccountName"],
        [CostRecordColumn.Category] = ["ChargeCategory"],
        [CostRecordColumn.Quantity] = ["PricingQuantity"],
        [CostRecordColumn.Quality] = ["x_Quality"],
        [CostRecordColumn.Low] = ["x_Low"],
        [CostRecordColumn.High] = ["x_High"],
    });

    /// <summary>The billing export of Google Cloud.</summary>
    public static CostRecordLayout Google { get; } = new(
        "the billing export of Google",
        new Dictionary<CostRecordColumn, string[]>
        {
            [CostRecordColumn.Start] = ["usage_start_time"],
            [CostRecordColumn.Amount] = ["cost"],
            [CostRecordColumn.Currency] = ["currency"],
            [CostRecordColumn.Service] = ["service.description", "service"],
            [CostRecordColumn.Account] = ["account"],
        },
        "Google");

    /// <summary>Written by hand: a row for each day.</summary>
    public static CostRecordLayout Plain { get; } = new("plain columns", new Dictionary<CostRecordColumn, string[]>
    {
        [CostRecordColumn.Start] = ["date"],
        [CostRecordColumn.Amount] = ["amount"],
        [CostRecordColumn.Currency] = ["currency"],
        [CostRecordColumn.Provider] = ["provider"],
        [CostRecordColumn.Service] = ["service"],
        [CostRecordColumn.Model] = ["model"],
        [CostRecordColumn.Account] = ["account"],
    });

    /// <summary>The layout that best matches the titles of a file: the one with the fewest missing columns.</summary>
    /// <param name="titles">The titles, normalized by <see cref="Plainly"/>.</param>
    public static CostRecordLayout NearestTo(IReadOnlyCollection<string> titles) =>
        new[] { Plain, Google, Focus }.MinBy(layout => layout.MissingIn(titles, isProviderGiven: true).Count)!;

    /// <summary>The required columns that are missing in a file.</summary>
    /// <param name="titles">The titles, normalized by <see cref="Plainly"/>.</param>
    /// <param name="isProviderGiven">Whether the provider is specified by the caller.</param>
    public IReadOnlyList<string> MissingIn(IReadOnlyCollection<string> titles, bool isProviderGiven)
    {
        IEnumerable<CostRecordColumn> needed = Titles.ContainsKey(CostRecordColumn.End) ? [.. Always, CostRecordColumn.End] : Always;
        if (!isProviderGiven && Provider is null)
        {
            needed = needed.Append(CostRecordColumn.Provider);
        }

        return [.. needed.Where(column => !Titles[column].Any(title => titles.Contains(Plainly(title)))).Select(column => Titles[column][^1])];
    }

    /// <summary>A title without differences in spelling: case, spaces, dots and underscores.</summary>
    /// <param name="title">The title.</param>
    public static string Plainly(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
