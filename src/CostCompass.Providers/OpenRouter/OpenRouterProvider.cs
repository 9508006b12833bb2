using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Errors;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.OpenRouter;

/// <summary>
/// OpenRouter: <c>GET /api/v1/credits</c> for the whole account where the key may see it, else <c>GET /api/v1/key</c> for what
/// this key has used, with what its limit leaves when it has one.
/// </summary>
/// <remarks>Which of the two an account gives depends on its key alone, so that its figures go on from each other.</remarks>
public sealed class OpenRouterProvider : IBalanceProvider
{
    private const string Currency = "USD";

    private readonly ProviderHttpClient _http;
    private readonly BalanceQuestion _question;

    /// <summary>Makes the provider. Nothing is sent.</summary>
    /// <param name="http">What the requests go through.</param>
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
        Tells = "What was used in all, and the credit left, in dollars: of the account with a management key, else of the key and its limit.",
        DoesNotTell = "On which model it was spent. With an ordinary key: what other keys of the account use, and its credit.",
    };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BalanceReading>> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default)
    {
        using var deadline = _http.StartDeadline();
        try
        {
            return await _question.AskAsync(request, ProviderCall.To(Description, "credits"), Currency, OpenRouterAnswer.ReadCredits, deadline, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CostException failure) when (failure.ErrorId == ProviderErrorId.KeyForbidden)
        {
            return await _question.AskAsync(request, ProviderCall.To(Description, "key"), Currency, OpenRouterAnswer.ReadKey, deadline, cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
