namespace CostCompass.BilledCosts;

/// <summary>
/// Writes charges as FOCUS 1.2 CSV: its 21 mandatory columns, ChargeFrequency, InvoiceId and the sub account columns, and five
/// additional columns, whose names begin with <c>x_</c> as the specification requires. An empty cell is null.
/// </summary>
/// <param name="writer">The writer. The caller disposes it.</param>
public sealed class FocusCsvWriter(TextWriter writer)
{
    private const string LineEnd = "\r\n";

    private static readonly (string Title, Func<FocusCharge, string> Cell)[] _columns =
    [
        ("BilledCost", charge => FocusCell.Number(charge.Amount)),
        ("BillingAccountId", charge => FocusCell.Text(charge.Account)),
        ("BillingAccountName", charge => FocusCell.Text(charge.Account)),
        ("BillingCurrency", charge => FocusCell.Text(charge.Currency)),
        ("BillingPeriodEnd", charge => FocusCell.Start(Month(charge).AddMonths(1))),
        ("BillingPeriodStart", charge => FocusCell.Start(Month(charge))),
        ("ChargeCategory", charge => charge.Months is null ? "Usage" : "Purchase"),
        ("ChargeClass", _ => ""),
        ("ChargeDescription", charge => FocusCell.Text(Describe(charge))),
        ("ChargeFrequency", charge => charge.Months is null ? "Usage-Based" : "Recurring"),
        ("ChargePeriodEnd", charge => FocusCell.Start(charge.Day.AddDays(1))),
        ("ChargePeriodStart", charge => FocusCell.Start(charge.Day)),
        ("ContractedCost", charge => FocusCell.Number(charge.Amount)),
        ("EffectiveCost", charge => FocusCell.Number(charge.Amount)),
        ("InvoiceId", _ => ""),
        ("InvoiceIssuerName", charge => FocusCell.Text(charge.Provider)),
        ("ListCost", charge => FocusCell.Number(charge.Amount)),

        // The specification requires a quantity for usage and purchases. A balance determines a day of usage and not the tokens.
        ("PricingQuantity", charge => FocusCell.Number(charge.Months ?? 1)),
        ("PricingUnit", charge => charge.Months is null ? "Days" : "Months"),
        ("ProviderName", charge => FocusCell.Text(charge.Provider)),
        ("PublisherName", charge => FocusCell.Text(charge.Provider)),
        ("ServiceCategory", charge => FocusCell.Text(charge.ServiceCategory)),
        ("ServiceName", charge => FocusCell.Text(charge.Service)),
        ("SubAccountId", _ => ""),
        ("SubAccountName", _ => ""),
        ("x_High", charge => FocusCell.Number(charge.High)),
        ("x_IsApproximate", charge => charge.IsApproximate ? "true" : "false"),
        ("x_Low", charge => FocusCell.Number(charge.Low)),
        ("x_Model", charge => FocusCell.Text(charge.Model)),
        ("x_Quality", charge => charge.Quality.ToString()),
    ];

    /// <summary>Writes the header line.</summary>
    public void WriteHeader() => WriteLine(_columns.Select(column => column.Title));

    /// <summary>Writes a charge.</summary>
    /// <param name="charge">The charge.</param>
    public void Write(FocusCharge charge) => WriteLine(_columns.Select(column => column.Cell(charge)));

    private static DateOnly Month(FocusCharge charge) => new(charge.Day.Year, charge.Day.Month, 1);

    private static string Describe(FocusCharge charge) => charge switch
    {
        { Months: not null } => $"Subscription {charge.Service}",
        { Model: { } model } => $"Usage of {charge.Service}, {model}",
        _ => $"Usage of {charge.Service}",
    };

    private void WriteLine(IEnumerable<string> cells)
    {
        writer.Write(string.Join(',', cells));
        writer.Write(LineEnd);
    }
}
