using CostCompass.Providers.Http;

namespace CostCompass.Providers;

/// <summary>The request to a provider that returns one balance in one currency.</summary>
/// <param name="http">The HTTP client.</param>
/// <param name="provider">The provider.</param>
internal sealed class BalanceQuestion(ProviderHttpClient http, CostProvider provider)
{
    /// <summary>Sends a GET request to a path.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="path">The path below the base address.</param>
    /// <param name="currency">The currency of the response.</param>
    /// <param name="read">Reads the response.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>.</exception>
    public Task<BalanceAnswer> AskAsync(
        ProviderRequest request, string path, string currency, Func<AnswerObject, BalanceLevels> read, CancellationToken cancellationToken) =>
        AskAsync(request, ProviderCall.To(provider, path), currency, read, cancellationToken);

    /// <summary>Sends a custom request.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="call">The request.</param>
    /// <param name="currency">The currency of the response.</param>
    /// <param name="read">Reads the response.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>.</exception>
    public async Task<BalanceAnswer> AskAsync(
        ProviderRequest request, ProviderCall call, string currency, Func<AnswerObject, BalanceLevels> read, CancellationToken cancellationToken)
    {
        using var deadline = http.StartDeadline();
        return await AskAsync(request, call, currency, read, deadline, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request that shares its timeout with another one.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="call">The request.</param>
    /// <param name="currency">The currency of the response.</param>
    /// <param name="read">Reads the response.</param>
    /// <param name="deadline">The remaining time.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>.</exception>
    public async Task<BalanceAnswer> AskAsync(
        ProviderRequest request,
        ProviderCall call,
        string currency,
        Func<AnswerObject, BalanceLevels> read,
        RequestDeadline deadline,
        CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(request, call, deadline, cancellationToken).ConfigureAwait(false);
        var levels = AnswerObject.Read(answer.Body, new AnswerFault(provider.Name, request.Account, request.Key.Memory), read);
        return BalanceAnswer.Of(new BalanceReading(request.Account, provider.Name, currency, answer.RetrievedAt, levels));
    }
}
