using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Sets an exchange rate that applies from a date on. Amounts in different currencies are never added without an exchange rate that
/// you set. A rate applies from its date until the date of the next rate of the pair. Spend is converted at the rate of its day.
/// </summary>
[Cmdlet(VerbsCommon.Set, "CostExchangeRate", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Set-CostExchangeRate.md")]
[OutputType(typeof(CostExchangeRate))]
public sealed class SetCostExchangeRateCommand : CostCompassCmdlet
{
    // A rate that differs more than this from its history is more likely a typo than a crash.
    private const decimal Doubtful = 2m;

    /// <summary>The currency that is converted: a three-letter code such as USD or CNY.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? From { get; set; }

    /// <summary>The currency of the result.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? To { get; set; }

    /// <summary>
    /// The value of one unit of -From in units of -To: 1e-9 to 1e9. Text is parsed exactly: use a decimal point and no thousands
    /// separators. Text that isn't a number is rejected.
    /// </summary>
    [Parameter(Position = 2, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [PlainNumberTransformation]
    public decimal Rate { get; set; }

    /// <summary>The first day on which the rate applies, in the format yyyy-MM-dd. The default is today.</summary>
    [Parameter(Position = 3, ValueFromPipelineByPropertyName = true)]
    [DateTransformation]
    public DateOnly? Date { get; set; }

    private protected override void Process() => Attempt($"{From} to {To}", () =>
    {
        DateOnly date = Date ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, TimeZoneInfo.Local).Date);
        CostExchangeRate rate = CostExchangeRate.Of(From, To, Rate, date);
        WarnOfSlip(rate);
        if (ShouldProcess(rate.ToString(), "Set the exchange rate"))
        {
            Store.ExchangeRates.Save(rate);
            WriteObject(rate);
        }
    });

    private void WarnOfSlip(CostExchangeRate rate)
    {
        if (new ExchangeRateTable(Store.ExchangeRates.Read()).Find(rate.From, rate.To, rate.Date) is { } former
            && (rate.Rate > former.Rate * Doubtful || former.Rate > rate.Rate * Doubtful))
        {
            WriteWarning(string.Create(
                CultureInfo.InvariantCulture,
                $"The new rate differs greatly from the rate of {former.Date:yyyy-MM-dd}: 1 {rate.From} was {decimal.Round(former.Rate, 6):0.######} {rate.To} and is now {rate.Rate} {rate.To}. Make sure that -From and -To aren't swapped."));
        }
    }
}
