using CostCompass.Providers.Http;

namespace CostCompass.Providers.OpenRouter;

/// <summary>
/// OpenRouter: <c>GET /api/v1/credits</c> for the whole account if the key has access, otherwise <c>GET /api/v1/key</c> for the usage
/// of this key. Both return totals since the beginning, as numbers in US dollars.
/// </summary>
/// <remarks>
/// The totals of the account and of a key are unrelated. Their readings differ in whether they have a level
/// (<see cref="BalanceLevels.IsUsageOnly"/>), which reveals a change of the source, caused by another key or by one denied request.
/// </remarks>
/// <param name="http">The HTTP client.</param>
internal sealed class OpenRouterProvider(ProviderHttpClient http) : IBalanceProvider
{
    private static readonly CostProvider OpenRouter = new()
    {
        Name = "OpenRouter",
        Kind = CostSourceKind.Cumulative,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "OPENROUTER_API_KEY",
        BaseUri = new Uri("https://openrouter.ai/api/v1"),
        KeyPage = new Uri("https://openrouter.ai/settings/keys"),
        Reports = "With a management key, the total usage of the account and its remaining credit. With an ordinary key, the total usage of that key. In dollars.",
        DoesNotReport = "The models. With an ordinary key, the usage of other keys, the credit of the account, and the remaining limit of the key.",
    };

    private readonly BalanceProvider _account = new(http, OpenRouter, "credits", ReadCredits);
    private readonly BalanceProvider _key = new(http, OpenRouter, "key", ReadKey);

    /// <inheritdoc/>
    public CostProvider Description => OpenRouter;

    /// <inheritdoc/>
    public async Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default)
    {
        using var deadline = http.StartDeadline();
        try
        {
            return await _account.ReadAsync(request, deadline, cancellationToken).ConfigureAwait(false);
        }
        catch (CostException failure) when (failure.ErrorId == ProviderErrorId.KeyForbidden)
        {
            var answer = await _key.ReadAsync(request, deadline, cancellationToken).ConfigureAwait(false);
            return answer with
            {
                Notice = $"With the key of account '{request.Account}', OpenRouter shows only the usage of that key. To see the credits of the whole account, "
                    + "create a management key in the OpenRouter settings and connect the account again with that key.",
            };
        }
    }

    // The purchases and the usage of the account. The difference is the balance.
    private static BalanceLevels ReadCredits(AnswerObject answer)
    {
        var data = answer.Object("data");
        var used = data.AmountFromZero("total_usage", AmountForm.Number);
        var left = data.AmountFromZero("total_credits", AmountForm.Number) - used;
        return BalanceLevels.OfTotal(left, left > 0m) with { Used = used };
    }

    // The usage of the key. Usage of other providers' keys (byok_usage) is billed by those providers. There is never a balance, even if the key has
    // a limit: the remaining limit isn't the balance of the account. Readings with and without a balance have different sources, and no spend is
    // calculated between them. A key whose limit is used up can't make calls.
    private static BalanceLevels ReadKey(AnswerObject answer)
    {
        var data = answer.Object("data");
        var isUsedUp = data.HasValue("limit_remaining") && data.SignedAmount("limit_remaining", AmountForm.Either) <= 0m;
        return BalanceLevels.OfUsage(data.AmountFromZero("usage", AmountForm.Number), !isUsedUp);
    }
}
