using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Gets the exchange rates that you set or, with -At, the rate of each currency pair that applies on a day.</summary>
[Cmdlet(VerbsCommon.Get, "CostExchangeRate", HelpUri = HelpPage.Folder + "Get-CostExchangeRate.md")]
[OutputType(typeof(CostExchangeRate))]
public sealed class GetCostExchangeRateCommand : CostCompassCmdlet
{
    /// <summary>The source currency. Wildcards are allowed. The default is all currencies.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExchangeRateCompleter))]
    public string From { get; set; } = "*";

    /// <summary>The target currency. Wildcards are allowed. The default is all currencies.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExchangeRateCompleter))]
    public string To { get; set; } = "*";

    /// <summary>
    /// Returns only the rate that applies on this day, as yyyy-MM-dd. For two currencies without wildcards, a rate of the opposite direction is
    /// also used.
    /// </summary>
    [Parameter]
    [DateTransformation]
    public DateOnly? At { get; set; }

    private protected override void Process() => Attempt($"{From} to {To}", () =>
    {
        IReadOnlyList<CostExchangeRate> rates = Store.ExchangeRates.Read();
        bool isPair = CurrencyCode.IsValid(From) && CurrencyCode.IsValid(To);
        if (isPair && At is { } day)
        {
            (string from, string to) = CostExchangeRate.RequirePair(From, To);
            WriteObject(new ExchangeRateTable(rates).Find(from, to, day) ?? throw new MissingExchangeRate(from, to, day, day).ToException());
            return;
        }

        var source = Wildcard.Of(From);
        var target = Wildcard.Of(To);
        List<CostExchangeRate> found = rates.Where(rate => source.IsMatch(rate.From) && target.IsMatch(rate.To)).ToList();
        if (isPair && found.Count == 0)
        {
            throw ExchangeRateErrors.ExchangeRateNotFoundOnDay(From.ToUpperInvariant(), To.ToUpperInvariant());
        }

        WriteObject(At is { } asked ? InForce(rates, found, asked) : found, enumerateCollection: true);
    });

    private static List<CostExchangeRate> InForce(IEnumerable<CostExchangeRate> rates, IEnumerable<CostExchangeRate> found, DateOnly day)
    {
        var table = new ExchangeRateTable(rates);
        return found
            .Select(rate => (rate.From, rate.To))
            .Distinct()
            .Select(pair => table.Find(pair.From, pair.To, day))
            .OfType<CostExchangeRate>()
            .ToList();
    }
}
