using CostCompass.Providers.Http;

namespace CostCompass.Providers.Definitions;

/// <summary>A provider from a definition that reads the balance, the usage, or both.</summary>
/// <param name="http">The HTTP client.</param>
/// <param name="definition">The definition.</param>
internal sealed class DefinedBalanceProvider(ProviderHttpClient http, ProviderDefinition definition) : IBalanceProvider
{
    /// <inheritdoc/>
    public CostProvider Description => definition.Description;

    /// <inheritdoc/>
    public async Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default)
    {
        var call = definition.Request.Call(Description, definition.Request.Path);
        var answer = await http.SendAsync(request, call, cancellationToken).ConfigureAwait(false);
        var fault = new AnswerFault(Description.Name, request.Account, request.Key.Memory);
        var (currency, levels) = AnswerObject.Read(answer.Body, fault, definition.Balance!.Read);
        return BalanceAnswer.Of(new BalanceReading(request.Account, Description.Name, currency, answer.RetrievedAt, levels));
    }
}
