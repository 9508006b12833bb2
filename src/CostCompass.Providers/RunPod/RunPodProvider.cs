using CostCompass.Providers.Http;

namespace CostCompass.Providers.RunPod;

/// <summary>
/// RunPod: <c>POST /graphql</c>, with a read-only query. Amounts are numbers in US dollars. Errors also have status 200, and for an unknown
/// key the user is null.
/// </summary>
internal static class RunPodProvider
{
    private static readonly byte[] Query = """{"query":"query { myself { clientBalance currentSpendPerHr } }"}"""u8.ToArray();

    private static readonly CostProvider Description = new()
    {
        Name = "RunPod",
        Kind = CostSourceKind.Balance,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "RUNPOD_API_KEY",
        BaseUri = new Uri("https://api.runpod.io"),
        KeyPage = new Uri("https://console.runpod.io/user/settings"),
        Tells = "The balance, in dollars.",
        DoesNotTell = "The spend per pod.",
    };

    public static IBalanceProvider Create(ProviderHttpClient http) =>
        new BalanceProvider(http, Description, ProviderCall.To(Description, "graphql") with { JsonBody = Query }, (answer, _) => ("USD", Read(answer)));

    private static BalanceLevels Read(AnswerObject answer)
    {
        if (answer.HasValue("errors"))
        {
            throw answer.FaultAt("errors", $"says \"{FirstError(answer)}\"");
        }

        var data = answer.Object("data");
        if (data.Has("myself") && !data.HasValue("myself"))
        {
            var refused = data.FaultAt("myself", "is null because the key doesn't belong to an account");
            throw ProviderErrors.KeyRejected(refused.Message, RefusedKey.Advice(Description));
        }

        var balance = data.Object("myself").SignedAmount("clientBalance", AmountForm.Number);
        return BalanceLevels.OfTotal(balance, balance > 0m);
    }

    private static string FirstError(AnswerObject answer) => answer.Objects("errors") is [var first, ..] ? first.ShownText("message") : string.Empty;
}
