using CostCompass.Providers.Http;

namespace CostCompass.Providers.OpenRouter;

/// <summary>
/// OpenRouter: <c>GET /api/v1/credits</c> for the whole account if the key has access, otherwise <c>GET /api/v1/key</c> for the usage
/// of this key.
/// </summary>
/// <remarks>
/// The totals of the account and of a key are unrelated. Their readings differ in whether they have a level
/// (<see cref="BalanceLevels.IsUsageOnly"/>), which reveals a change of the source, caused by another key or by one denied request.
/// </remarks>
public sealed class OpenRouterProvider : IBalanceProvider
{
    private const string Currency = "USD";

    private readonly ProviderHttpClient _http;
    private readonly BalanceQuestion _question;

    /// <summary>Creates the provider. Nothing is sent.</summary>
    /// <param name="http">The HTTP client.</param>
    public OpenRouterProvider(ProviderHttpClient http)
    {
        _http = http;
        _question = new BalanceQuestion(http, Description);
    }

    /// <inheritdoc/>
    public CostProvider Description { get; } = new()
    {
        Name = "OpenRouter",
        Kind = CostSourceKind.Cumulative,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "OPENROUTER_API_KEY",
        BaseUri = new Uri("https://openrouter.ai/api/v1"),
        KeyPage = new Uri("https://openrouter.ai/settings/keys"),
        Tells = "The total usage in dollars: with a management key, of the account with its remaining credit; otherwise of the key only.",
        DoesNotTell = "The models. With an ordinary key, the usage of other keys, the credit of the account, and the remaining limit of the key.",
    };

    /// <inheritdoc/>
    public async Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default)
    {
        using var deadline = _http.StartDeadline();
        try
        {
            return await _question.AskAsync(request, ProviderCall.To(Description, "credits"), Currency, OpenRouterAnswer.ReadCredits, deadline, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CostException failure) when (failure.ErrorId == ProviderErrorId.KeyForbidden)
        {
            var answer = await _question.AskAsync(request, ProviderCall.To(Description, "key"), Currency, OpenRouterAnswer.ReadKey, deadline, cancellationToken)
                .ConfigureAwait(false);
            return answer with
            {
                Notice = $"With the key of account '{request.Account}', OpenRouter shows only the usage of that key. To see the credits of the whole account, "
                    + "create a management key in the OpenRouter settings and connect the account again with that key.",
            };
        }
    }
}
