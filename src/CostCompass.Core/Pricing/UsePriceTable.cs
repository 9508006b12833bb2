namespace CostCompass.Pricing;

/// <summary>
/// Reads the prices of charges per use. One row contains a kind of use and an interval, with the prices of both currencies. A price cell is
/// a number, <c>unread</c> for a price that exists but is unknown, or empty if the row doesn't apply to that currency.
/// </summary>
internal static class UsePriceTable
{
    internal const string ErrorId = "UseFileInvalid";

    private const string Unread = "unread";

    private static readonly string[] Required =
        ["effective_from_utc", "effective_to_utc", "use", "unit", "per", "usd_price", "cny_price", "confidence"];

    /// <exception cref="Errors.CostException"><c>UseFileInvalid</c>, with the line.</exception>
    public static IEnumerable<DeepSeekUsePrice> Read(TextReader reader) =>
        PlainTable.Read(reader, ErrorId, Required).SelectMany(row => new[] { Read(row, "USD"), Read(row, "CNY") }).OfType<DeepSeekUsePrice>();

    private static DeepSeekUsePrice? Read(PlainRow row, string currency)
    {
        string column = $"{currency.ToLowerInvariant()}_price";
        if (row.Text(column).Length == 0)
        {
            return null;
        }

        bool isUnread = string.Equals(row.Text(column), Unread, StringComparison.OrdinalIgnoreCase);
        var price = new DeepSeekUsePrice
        {
            Use = row.Word<ChargedUse>("use"),
            Currency = currency,
            Price = isUnread ? null : row.OptionalPrice(column),
            Per = row.PositiveNumber("per"),
            Unit = row.Text("unit"),
            EffectiveFrom = row.Instant("effective_from_utc"),
            EffectiveTo = row.OptionalInstant("effective_to_utc"),
            Confidence = isUnread ? PriceConfidence.Unread : row.Word<PriceConfidence>("confidence"),
            Source = row.Text("source"),
        };
        return price.EffectiveTo <= price.EffectiveFrom ? throw row.Invalid("the price must end after it starts") : price;
    }
}
