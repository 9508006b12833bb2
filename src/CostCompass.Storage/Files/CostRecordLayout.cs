namespace CostCompass.Storage.Files;

/// <summary>A form in which costs come in CSV: what its columns are called.</summary>
/// <param name="Name">What the form is called in messages.</param>
/// <param name="Titles">The titles of each column, the preferred one first; a column that a form doesn't have is missing.</param>
/// <param name="Provider">The provider of all rows, for a form of one provider.</param>
internal sealed record CostRecordLayout(string Name, IReadOnlyDictionary<CostRecordColumn, string[]> Titles, string? Provider = null)
{
    private static readonly CostRecordColumn[] Always = [CostRecordColumn.Start, CostRecordColumn.Amount, CostRecordColumn.Currency];

    /// <summary>FOCUS of the FinOps Foundation. From version 1.3 on the provider has a new title.</summary>
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
    });

    /// <summary>The form that the titles of a file are nearest to: the one of whose needed columns the fewest are missing.</summary>
    /// <param name="titles">The titles, as <see cref="Plainly"/> makes them.</param>
    public static CostRecordLayout NearestTo(IReadOnlyCollection<string> titles) =>
        new[] { Plain, Google, Focus }.MinBy(layout => layout.MissingIn(titles, isProviderGiven: true).Count)!;

    /// <summary>The needed columns that the titles of a file lack.</summary>
    /// <param name="titles">The titles, as <see cref="Plainly"/> makes them.</param>
    /// <param name="isProviderGiven">Whether the provider is told otherwise.</param>
    public IReadOnlyList<string> MissingIn(IReadOnlyCollection<string> titles, bool isProviderGiven)
    {
        IEnumerable<CostRecordColumn> needed = Titles.ContainsKey(CostRecordColumn.End) ? [.. Always, CostRecordColumn.End] : Always;
        if (!isProviderGiven && Provider is null)
        {
            needed = needed.Append(CostRecordColumn.Provider);
        }

        return [.. needed.Where(column => !Titles[column].Any(title => titles.Contains(Plainly(title)))).Select(column => Titles[column][^1])];
    }

    /// <summary>A title without what spellings of it differ in: case, spaces, dots and underscores.</summary>
    /// <param name="title">The title.</param>
    public static string Plainly(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
