namespace CostCompass.Providers;

/// <summary>
/// The currency of a provider that bills in yuan on one site and in dollars on another, and doesn't include the currency in its responses.
/// </summary>
/// <param name="Domain">The provider's name in the addresses of both sites, such as <c>moonshot</c>.</param>
/// <param name="DollarSite">The end of the address of the dollar site, such as <c>.ai</c>.</param>
/// <param name="Elsewhere">The currency at any other address, such as that of a gateway.</param>
internal sealed record SiteCurrency(string Domain, string DollarSite, string Elsewhere)
{
    /// <summary>The currency at an address.</summary>
    /// <param name="address">The base address of the account.</param>
    public string At(Uri address) => address.IdnHost switch
    {
        var host when IsSite(host, ".cn") => "CNY",
        var host when IsSite(host, DollarSite) => "USD",
        _ => Elsewhere,
    };

    private bool IsSite(string host, string end) =>
        host.EndsWith($".{Domain}{end}", StringComparison.OrdinalIgnoreCase) || string.Equals(host, Domain + end, StringComparison.OrdinalIgnoreCase);
}
