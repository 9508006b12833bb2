namespace CostCompass.Providers;

/// <summary>
/// The currency of a provider that bills in yuan at one site and in dollars at another, and doesn't say so in its answers.
/// </summary>
/// <param name="Domain">The provider's name in the addresses of both sites, such as <c>moonshot</c>.</param>
/// <param name="DollarSite">The end of the address of the site that bills in dollars, such as <c>.ai</c>.</param>
/// <param name="Elsewhere">The currency at an address that is neither, such as that of a gateway.</param>
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
