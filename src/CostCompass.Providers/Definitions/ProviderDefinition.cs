using CostCompass.Providers.Http;

namespace CostCompass.Providers.Definitions;

/// <summary>A provider that a file describes: what it is, how it is asked, and where in its answer the money stands.</summary>
public sealed class ProviderDefinition
{
    internal ProviderDefinition(CostProvider description, DefinedRequest request, DefinedBalance? balance, DefinedReport? report)
    {
        Description = description;
        Request = request;
        Balance = balance;
        Report = report;
    }

    /// <summary>What it can tell, and what it needs for that.</summary>
    public CostProvider Description { get; }

    internal DefinedRequest Request { get; }

    internal DefinedBalance? Balance { get; }

    internal DefinedReport? Report { get; }

    /// <summary>The provider that the definition makes.</summary>
    /// <param name="http">What the requests go through.</param>
    public ICostProvider ToProvider(ProviderHttpClient http) => Report is null
        ? new BalanceProvider(http, Description, Request.Call(Description, Request.Path), (answer, _) => Balance!.Read(answer))
        : new DefinedReportProvider(http, this);
}
