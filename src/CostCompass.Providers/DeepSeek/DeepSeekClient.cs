using CostCompass.Providers.Http;

namespace CostCompass.Providers.DeepSeek;

/// <summary>What DeepSeek's API tells about an account: balance, models, rate limits.</summary>
/// <param name="http">The HTTP client.</param>
public sealed class DeepSeekClient(ProviderHttpClient http)
{
    internal const string ProviderName = "DeepSeek";

    private const string BalancePath = "user/balance";
    private const string ModelsPath = "models";

    // Kept by DeepSeek for clients of OpenAI; some gateways in front of it know only this one.
    private const string CompatibleModelsPath = "v1/models";

    /// <summary>Reads the balance (<c>GET /user/balance</c>). This is also how a key is verified.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>One reading per currency, in the order of the response; the first isn't always the funded one. None when the account has no balance yet.</returns>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>; <c>UnexpectedAnswer</c> names the field at fault.</exception>
    public async Task<BalanceAnswer> ReadBalanceAsync(ProviderRequest request, CancellationToken cancellationToken = default)
    {
        var answer = await http.SendAsync(request, Call(BalancePath), cancellationToken).ConfigureAwait(false);
        return DeepSeekBalanceAnswer.Read(answer.Body, request.Account, answer.RetrievedAt);
    }

    /// <summary>Reads the models (<c>GET /models</c>, else <c>/v1/models</c>) and the rate limits in the headers of the same answer.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>; <c>UnexpectedAnswer</c> names the field at fault.</exception>
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
    /// Reads the rate limits: one for requests, one for tokens. DeepSeek often sends no such headers (its documented limit is
    /// the number of concurrent calls): what is absent or unreadable is null, never 0.
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
