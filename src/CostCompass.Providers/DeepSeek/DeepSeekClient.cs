using CostCompass.Providers.Http;

namespace CostCompass.Providers.DeepSeek;

/// <summary>The data of an account from DeepSeek's API: balance, models and rate limits.</summary>
/// <param name="http">The HTTP client.</param>
public sealed class DeepSeekClient(ProviderHttpClient http)
{
    internal const string ProviderName = "DeepSeek";

    private const string BalancePath = "user/balance";
    private const string ModelsPath = "models";

    // DeepSeek supports this path for OpenAI clients, and some gateways support only this path.
    private const string CompatibleModelsPath = "v1/models";

    /// <summary>Reads the balance (<c>GET /user/balance</c>). This is also how a key is verified.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>One reading per currency, in the order of the response. The first isn't always the funded one. Empty if the account has no balance yet.</returns>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>. <c>UnexpectedAnswer</c> names the invalid field.</exception>
    public async Task<BalanceAnswer> ReadBalanceAsync(ProviderRequest request, CancellationToken cancellationToken = default)
    {
        var answer = await http.SendAsync(request, Call(BalancePath), cancellationToken).ConfigureAwait(false);
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
            answer = await http.SendAsync(request, Call(ModelsPath), cancellationToken).ConfigureAwait(false);
        }
        catch (CostException failure) when (failure.ErrorId == ProviderErrorId.EndpointNotFound)
        {
            answer = await http.SendAsync(request, Call(CompatibleModelsPath), cancellationToken).ConfigureAwait(false);
        }

        return new DeepSeekModelList(
            DeepSeekModelAnswer.Read(answer.Body, request.Account),
            DeepSeekRateLimitHeaders.Read(answer.Header, request.Account, answer.RetrievedAt));
    }

    /// <summary>
    /// Reads the rate limits: one for requests, one for tokens. DeepSeek often sends no such headers, because its documented limit is the
    /// number of concurrent calls. A value that is missing or invalid is null, never 0.
    /// </summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>.</exception>
    public async Task<IReadOnlyList<DeepSeekRateLimit>> ReadRateLimitsAsync(ProviderRequest request, CancellationToken cancellationToken = default) =>
        (await ReadModelsAsync(request, cancellationToken).ConfigureAwait(false)).RateLimits;

    private static ProviderCall Call(string path) => new()
    {
        Provider = ProviderName,
        Path = path,
        KeyAdvice = "Create or copy a key at https://platform.deepseek.com/api_keys and connect the account again.",
    };
}
