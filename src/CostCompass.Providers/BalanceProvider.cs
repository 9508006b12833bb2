using CostCompass.Providers.Http;

namespace CostCompass.Providers;

/// <summary>A provider that returns one balance in one currency in the response to one request.</summary>
/// <param name="http">The HTTP client.</param>
/// <param name="description">The capabilities and requirements of the provider.</param>
/// <param name="call">The request.</param>
/// <param name="read">Reads the response, with the base address of the account.</param>
internal sealed class BalanceProvider(
    ProviderHttpClient http, CostProvider description, ProviderCall call, Func<AnswerObject, Uri, (string Currency, BalanceLevels Levels)> read) : IBalanceProvider
{
    /// <summary>Creates a provider that bills in US dollars.</summary>
    /// <param name="http">The HTTP client.</param>
    /// <param name="description">The capabilities and requirements of the provider.</param>
    /// <param name="path">The path below the base address.</param>
    /// <param name="read">Reads the response.</param>
    public BalanceProvider(ProviderHttpClient http, CostProvider description, string path, Func<AnswerObject, BalanceLevels> read)
        : this(http, description, ProviderCall.To(description, path), (answer, _) => ("USD", read(answer)))
    {
    }

    /// <inheritdoc/>
    public CostProvider Description => description;

    /// <inheritdoc/>
    public async Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default)
    {
        using var deadline = http.StartDeadline();
        return await ReadAsync(request, deadline, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request that shares its timeout with another one.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="deadline">The remaining time.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>.</exception>
    public async Task<BalanceAnswer> ReadAsync(ProviderRequest request, RequestDeadline deadline, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(request, call, deadline, cancellationToken).ConfigureAwait(false);
        var fault = new AnswerFault(description.Name, request.Account, request.Key.Memory);
        var (currency, levels) = AnswerObject.Read(answer.Body, fault, body => read(body, request.BaseUri));
        return BalanceAnswer.Of(new BalanceReading(request.Account, description.Name, currency, answer.RetrievedAt, levels));
    }
}
