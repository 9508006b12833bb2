using CostCompass.Providers.Http;
using CostCompass.Providers.Tests.Http;

namespace CostCompass.Providers.Tests.Contract;

/// <summary>A provider of the catalog over a handler of a test, asked in the way of its kind.</summary>
internal sealed class AskedProvider : IDisposable
{
    /// <summary>A key of which no piece is a word of any message.</summary>
    public const string Key = "zq7-J2kXw9vR4tLm8pYc3Hd6";

    /// <summary>The span of which the samples tell.</summary>
    public static readonly DateTimeOffset From = new(2026, 11, 14, 0, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset To = From.AddDays(2);

    private readonly ProviderHttpClient _http;
    private readonly ICostProvider _provider;

    public AskedProvider(string name, HttpMessageHandler handler, ProviderHttpOptions? options = null)
    {
        _http = new ProviderHttpClient(handler, TimeProvider.System, options ?? SampleRequest.Fast);
        _provider = new ProviderCatalog(_http).Require<ICostProvider>(name);
    }

    public ICostProvider Provider => _provider;

    public async Task<IReadOnlyList<BalanceReading>> ReadAsync(Uri? baseUri = null) => (await AnswerAsync(baseUri)).Readings;

    public async Task<BalanceAnswer> AnswerAsync(Uri? baseUri = null) => await ((IBalanceProvider)_provider).ReadAsync(Request(baseUri));

    public async Task<CostReport> ReadCostsAsync(DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        await ((ICostReportProvider)_provider).ReadCostsAsync(Request(null), from ?? From, to ?? To);

    /// <summary>Asks whatever the provider can be asked.</summary>
    public Task AskAsync(CancellationToken cancellationToken = default) => _provider switch
    {
        IBalanceProvider balance => balance.ReadAsync(Request(null), cancellationToken),
        ICostReportProvider report => report.ReadCostsAsync(Request(null), From, To, cancellationToken),
        _ => throw new InvalidOperationException($"{_provider.Name} can be asked nothing."),
    };

    /// <summary>Asks, and gives the failure. None may hold the key or a part of it.</summary>
    public async Task<CostException> FailureAsync()
    {
        var failure = await Assert.ThrowsAsync<CostException>(() => AskAsync());
        Assert.Contains("'team'", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.RecommendedAction);
        for (var start = 0; start + 6 <= Key.Length; start++)
        {
            Assert.DoesNotContain(Key.Substring(start, 6), failure + failure.RecommendedAction, StringComparison.OrdinalIgnoreCase);
        }

        return failure;
    }

    public void Dispose() => _http.Dispose();

    private ProviderRequest Request(Uri? baseUri) => new()
    {
        Account = "team",
        BaseUri = baseUri ?? _provider.Description.BaseUri,
        Key = SampleRequest.KeyFor(baseUri ?? _provider.Description.BaseUri, Key),
    };
}
