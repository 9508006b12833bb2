namespace CostCompass.Pricing;

/// <summary>
/// Reads the names that are billed as another model. A retired name that was never redirected has the same time in both
/// columns, and its successor in <c>billed_as</c>.
/// </summary>
internal static class NameTable
{
    internal const string ErrorId = "NameFileInvalid";

    internal static readonly string[] Required = ["name", "billed_as", "from_utc", "retired_at_utc"];

    /// <exception cref="CostException"><c>NameFileInvalid</c>, with the line.</exception>
    public static IEnumerable<ModelAlias> Read(TextReader reader)
    {
        foreach (var row in PlainTable.Read(reader, ErrorId, Required))
        {
            var alias = new ModelAlias(
                row.RequiredText("name"), row.RequiredText("billed_as"), row.Instant("from_utc"), row.OptionalInstant("retired_at_utc"))
            {
                Confidence = row.OptionalWord<PriceConfidence>("confidence") ?? PriceConfidence.Low,
                Source = row.Text("source"),
            };
            if (alias.RetiredAt < alias.From)
            {
                throw row.Invalid("retired_at_utc must not be earlier than from_utc");
            }

            yield return string.Equals(alias.Name, alias.BilledAs, StringComparison.OrdinalIgnoreCase)
                ? throw row.Invalid("name and billed_as must be different")
                : alias;
        }
    }
}
