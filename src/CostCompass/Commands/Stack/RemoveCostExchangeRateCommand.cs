using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Removes rates of exchange. On their days the rate before them is in force again, if there is one.</summary>
[Cmdlet(VerbsCommon.Remove, "CostExchangeRate", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Remove-CostExchangeRate.md")]
[OutputType(typeof(void))]
public sealed class RemoveCostExchangeRateCommand : CostCompassCmdlet
{
    /// <summary>The currency that is converted, with wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExchangeRateCompleter))]
    public string From { get; set; } = "";

    /// <summary>The currency that it becomes, with wildcards.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExchangeRateCompleter))]
    public string To { get; set; } = "";

    /// <summary>Only the rate of this date, as yyyy-MM-dd. Every date of the pair without it.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [DateTransformation]
    public DateOnly? Date { get; set; }

    private protected override void Process() => Attempt($"{From} to {To}", () =>
    {
        var source = Wildcard.Of(From);
        var target = Wildcard.Of(To);
        List<CostExchangeRate> found = Store.ExchangeRates.Read()
            .Where(rate => source.IsMatch(rate.From) && target.IsMatch(rate.To) && (Date is null || rate.Date == Date))
            .ToList();
        if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(From) && !WildcardPattern.ContainsWildcardCharacters(To))
        {
            throw new CostException(
                "ExchangeRateNotFound",
                CostErrorKind.NotFound,
                string.Create(CultureInfo.InvariantCulture, $"No rate from {From} to {To} was given{Date?.ToString("' for 'yyyy-MM-dd", CultureInfo.InvariantCulture)}."),
                "Get-CostExchangeRate lists the rates.");
        }

        foreach (CostExchangeRate rate in found.Where(rate => ShouldProcess(rate.ToString(), "Remove the exchange rate")))
        {
            Store.ExchangeRates.Remove(rate.From, rate.To, rate.Date);
        }
    });
}
