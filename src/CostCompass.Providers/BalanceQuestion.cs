using CostCompass.Providers.Http;

namespace CostCompass.Providers;

/// <summary>The one request of a provider whose answer is one balance in one currency.</summary>
/// <param name="http">The HTTP client.</param>
/// <param name="provider">The provider.</param>
internal sealed class BalanceQuestion(ProviderHttpClient http, CostProvider provider)
{
    /// <summary>Asks at a path.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="path">The path below the base address.</param>
    /// <param name="currency">The currency of the answer.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>.</exception>
    public Task<BalanceAnswer> AskAsync(
        ProviderRequest request, string path, string currency, Func<AnswerObject, BalanceLevels> read, CancellationToken cancellationToken) =>
        AskAsync(request, ProviderCall.To(provider, path), currency, read, cancellationToken);

    /// <summary>Asks with a request of its own.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="call">The request.</param>
    /// <param name="currency">The currency of the answer.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>.</exception>
    public async Task<BalanceAnswer> AskAsync(
        ProviderRequest request, ProviderCall call, string currency, Func<AnswerObject, BalanceLevels> read, CancellationToken cancellationToken)
    {
        using var deadline = http.StartDeadline();
        return await AskAsync(request, call, currency, read, deadline, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks with a request that shares its time with another.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="call">The request.</param>
    /// <param name="currency">The currency of the answer.</param>
    /// <param name="read">Reads the answer.</param>
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
