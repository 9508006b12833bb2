using CostCompass.Providers.Http;

namespace CostCompass.Providers;

/// <summary>A provider that tells one balance in one currency in the answer to one request.</summary>
/// <param name="http">What the requests go through.</param>
/// <param name="description">What it can tell, and what it needs for that.</param>
/// <param name="call">The request.</param>
/// <param name="read">Reads the answer, given the base address of the account.</param>
internal sealed class BalanceProvider(
    ProviderHttpClient http, CostProvider description, ProviderCall call, Func<AnswerObject, Uri, (string Currency, BalanceLevels Levels)> read) : IBalanceProvider
{
    /// <summary>Makes a provider that bills in dollars.</summary>
    /// <param name="http">What the requests go through.</param>
    /// <param name="description">What it can tell, and what it needs for that.</param>
    /// <param name="path">The path below the base address.</param>
    /// <param name="read">Reads the answer.</param>
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

    /// <summary>Asks with a request that shares its time with another.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="deadline">The time that is left.</param>
    /// <param name="cancellationToken">Ends the request at once.</param>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>.</exception>
    public async Task<BalanceAnswer> ReadAsync(ProviderRequest request, RequestDeadline deadline, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(request, call, deadline, cancellationToken).ConfigureAwait(false);
        var fault = new AnswerFault(description.Name, request.Account, request.Key.Memory);
        var (currency, levels) = AnswerObject.Read(answer.Body, fault, body => read(body, request.BaseUri));
        return BalanceAnswer.Of(new BalanceReading(request.Account, description.Name, currency, answer.RetrievedAt, levels));
    }
}
