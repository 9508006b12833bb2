using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Contract;

/// <summary>What a provider is asked, a sound answer, and what it means: all that the contract needs to know of a provider.</summary>
internal sealed record ProviderSample(string Name, string Path, string Answer)
{
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    public string KeyHeader { get; init; } = "Authorization";

    public string KeyPrefix { get; init; } = "Bearer ";

    /// <summary>The readings of a provider of balances.</summary>
    public IReadOnlyList<(string Currency, BalanceLevels Levels)> Readings { get; init; } = [];

    /// <summary>The costs of a provider of reports.</summary>
    public IReadOnlyList<ReportedCost> Costs { get; init; } = [];

    /// <summary>An interval of a report that cost a number of units: dollars.</summary>
    public Func<DateTimeOffset, DateTimeOffset, int, string>? Bucket { get; init; }

    /// <summary>How many days a page of a report has at most.</summary>
    public int DaysPerPage { get; init; }

    /// <summary>The fields without which an answer says nothing, by their paths.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>The amounts among them, and how they are written.</summary>
    public IReadOnlyList<(string Path, AmountForm Form)> Amounts { get; init; } = [];

    public override string ToString() => Name;
}
