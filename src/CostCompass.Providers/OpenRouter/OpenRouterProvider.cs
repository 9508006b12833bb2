using CostCompass.Providers.Http;

namespace CostCompass.Providers.OpenRouter;

/// <summary>
/// OpenRouter: <c>GET /api/v1/credits</c> for the whole account where the key may see it, else <c>GET /api/v1/key</c> for what
/// this key has used: numbers in dollars, totals since the beginning.
/// </summary>
/// <remarks>
/// The totals of the account and of a key are unrelated. Their readings differ in whether they have a level
/// (<see cref="BalanceLevels.IsUsageOnly"/>), which reveals a change of the source, caused by another key or by one denied request.
/// </remarks>
/// <param name="http">What the requests go through.</param>
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
        Tells = "The total usage in dollars: with a management key, of the account with its remaining credit; otherwise of the key only.",
        DoesNotTell = "The models. With an ordinary key, the usage of other keys, the credit of the account, and the remaining limit of the key.",
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

    // What the account bought and used. The difference is left.
    private static BalanceLevels ReadCredits(AnswerObject answer)
    {
        var data = answer.Object("data");
        var used = data.AmountFromZero("total_usage", AmountForm.Number);
        var left = data.AmountFromZero("total_credits", AmountForm.Number) - used;
        return BalanceLevels.OfTotal(left, left > 0m) with { Used = used };
    }

    // What the key used. What it used of keys of other providers (byok_usage) is billed by them. Never with a level, also where the key has
    // a limit: what a limit leaves is no balance of the account, and readings with and without a level are of two sources, between which no
    // spend is reckoned. A key whose limit is used up cannot call.
    private static BalanceLevels ReadKey(AnswerObject answer)
    {
        var data = answer.Object("data");
        var isUsedUp = data.HasValue("limit_remaining") && data.SignedAmount("limit_remaining", AmountForm.Either) <= 0m;
        return BalanceLevels.OfUsage(data.AmountFromZero("usage", AmountForm.Number), !isUsedUp);
    }
}
