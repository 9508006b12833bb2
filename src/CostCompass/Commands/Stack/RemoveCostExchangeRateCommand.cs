using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Removes exchange rates. After the removal, the previous rate of the pair applies to the days of the removed rate. If there is no
/// previous rate, the amounts of those days stay in their own currency.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "CostExchangeRate", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Remove-CostExchangeRate.md")]
[OutputType(typeof(void))]
public sealed class RemoveCostExchangeRateCommand : CostCompassCmdlet
{
    /// <summary>The currency that is converted. Wildcards are allowed, and Tab completes codes.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExchangeRateCompleter))]
    public string From { get; set; } = "";

    /// <summary>The currency of the result. Wildcards are allowed, and Tab completes codes.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExchangeRateCompleter))]
    public string To { get; set; } = "";

    /// <summary>Removes only the rate of this date, in the format yyyy-MM-dd. Without it, the rates of all dates are removed.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [DateTransformation]
    public DateOnly? Date { get; set; }

    private protected override void Process() => RemoveEach(
        [$"{From} to {To}"], _ => Find(), rate => rate.ToString(), "Remove the exchange rate", rate => Store.ExchangeRates.Remove(rate.From, rate.To, rate.Date));

    private List<CostExchangeRate> Find()
    {
        NamePattern source = Wildcard.Of(From), target = Wildcard.Of(To);
        List<CostExchangeRate> found =
            [.. Store.ExchangeRates.Read().Where(rate => source.IsMatch(rate.From) && target.IsMatch(rate.To) && (Date is null || rate.Date == Date))];
        return found.Count > 0 || !source.IsPlain || !target.IsPlain
            ? found
            : throw ExchangeRateErrors.ExchangeRateNotFound(From, To, Date?.ToString("' for 'yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
