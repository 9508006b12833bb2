using CostCompass.Providers.Http;

namespace CostCompass.Providers.DeepSeek;

/// <summary>DeepSeek's API: the balance, the models and the rate limits of an account.</summary>
/// <param name="http">The HTTP client.</param>
public sealed class DeepSeekProvider(ProviderHttpClient http) : IBalanceProvider
{
    internal const string ProviderName = "DeepSeek";

    private const string BalancePath = "user/balance";
    private const string ModelsPath = "models";

    // DeepSeek offers this path for OpenAI clients, and some gateways support only this one.
    private const string CompatibleModelsPath = "v1/models";

    /// <inheritdoc/>
    public CostProvider Description { get; } = new()
    {
        Name = ProviderName,
        Kind = CostSourceKind.Balance,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "DEEPSEEK_API_KEY",
        BaseUri = new Uri("https://api.deepseek.com"),
        KeyPage = new Uri("https://platform.deepseek.com/api_keys"),
        Reports = "The balance in each currency, split into granted and topped-up credit.",
        DoesNotReport = "The spend, the models, and when granted credit expires.",
    };

    /// <inheritdoc/>
    /// <returns>One reading per currency, in the order of the response. The first isn't always the funded one. Empty if the account has no balance yet.</returns>
    public async Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default)
    {
        var answer = await http.SendAsync(request, ProviderCall.To(Description, BalancePath), cancellationToken).ConfigureAwait(false);
        return DeepSeekBalanceAnswer.Read(answer.Body, request.Account, answer.RetrievedAt);
    }

    /// <summary>Reads the models (<c>GET /models</c>, otherwise <c>/v1/models</c>) and the rate limits in the headers of the same response.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>. <c>UnexpectedAnswer</c> names the invalid field.</exception>
    public async Task<DeepSeekModelList> ReadModelsAsync(ProviderRequest request, CancellationToken cancellationToken = default)
    {
        ProviderAnswer answer;
        try
        {
            answer = await http.SendAsync(request, ProviderCall.To(Description, ModelsPath), cancellationToken).ConfigureAwait(false);
        }
        catch (CostException failure) when (failure.ErrorId == ProviderErrorId.EndpointNotFound)
        {
            answer = await http.SendAsync(request, ProviderCall.To(Description, CompatibleModelsPath), cancellationToken).ConfigureAwait(false);
        }

        return new DeepSeekModelList(
            DeepSeekModelAnswer.Read(answer.Body, request.Account),
            DeepSeekRateLimitHeaders.Read(answer.Header, request.Account, answer.RetrievedAt));
    }

    /// <summary>
    /// Reads the rate limits: one for requests, one for tokens. DeepSeek often doesn't send these headers (its documented limit is the number of
    /// concurrent calls): a missing or unreadable value is null, never 0.
    /// </summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>.</exception>
    public async Task<IReadOnlyList<DeepSeekRateLimit>> ReadRateLimitsAsync(ProviderRequest request, CancellationToken cancellationToken = default) =>
        (await ReadModelsAsync(request, cancellationToken).ConfigureAwait(false)).RateLimits;
}
