using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Keeps a rate of exchange of your own, in force from a day on until the day of the next one. A rate of the same pair and date is
/// replaced.
/// </summary>
[Cmdlet(VerbsCommon.Set, "CostExchangeRate", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Set-CostExchangeRate.md")]
[OutputType(typeof(CostExchangeRate))]
public sealed class SetCostExchangeRateCommand : CostCompassCmdlet
{
    // A rate that has moved further than this within its own history is more often a slip than a crash.
    private const decimal Doubtful = 2m;

    /// <summary>The currency that is converted: a code of three letters such as USD or CNY.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? From { get; set; }

    /// <summary>The currency that it becomes.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? To { get; set; }

    /// <summary>How many units of -To one unit of -From is worth.</summary>
    [Parameter(Position = 2, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [PlainNumberTransformation]
    public decimal Rate { get; set; }

    /// <summary>The first day on which it is in force, as yyyy-MM-dd. Today by default.</summary>
    [Parameter(Position = 3, ValueFromPipelineByPropertyName = true)]
    [DateTransformation]
    public DateOnly? Date { get; set; }

    private protected override void Process() => Attempt($"{From} to {To}", () =>
    {
        DateOnly date = Date ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, TimeZoneInfo.Local).Date);
        CostExchangeRate rate = CostExchangeRate.Of(From, To, Rate, date);
        WarnOfSlip(rate);
        if (ShouldProcess(rate.ToString(), "Keep the exchange rate"))
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
                $"By the rate of {former.Date:yyyy-MM-dd} one {rate.From} was worth {decimal.Round(former.Rate, 6):0.######} {rate.To}, now {rate.Rate}. See whether the direction is meant."));
        }
    }
}
