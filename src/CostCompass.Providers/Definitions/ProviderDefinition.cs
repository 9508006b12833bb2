using CostCompass.Providers.Http;

namespace CostCompass.Providers.Definitions;

/// <summary>A provider that a file defines: its description, its request, and where the amounts are in its response.</summary>
public sealed class ProviderDefinition
{
    internal ProviderDefinition(CostProvider description, DefinedRequest request, DefinedBalance? balance, DefinedReport? report)
    {
        Description = description;
        Request = request;
        Balance = balance;
        Report = report;
    }

    /// <summary>What the provider reports, and what that requires.</summary>
    public CostProvider Description { get; }

    internal DefinedRequest Request { get; }

    internal DefinedBalance? Balance { get; }

    internal DefinedReport? Report { get; }

    /// <summary>Creates the provider of the definition.</summary>
    /// <param name="http">The HTTP client.</param>
    public ICostProvider ToProvider(ProviderHttpClient http) => Report is null
        ? new BalanceProvider(http, Description, Request.Call(Description, Request.Path), (answer, _) => Balance!.Read(answer))
        : new DefinedReportProvider(http, this);
}
