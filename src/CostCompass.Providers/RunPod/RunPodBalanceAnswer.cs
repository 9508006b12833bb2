using CostCompass.Providers.Http;

namespace CostCompass.Providers.RunPod;

/// <summary>
/// The response of the GraphQL query: numbers in dollars. Errors also have status 200, and for an unknown key the user is
/// null.
/// </summary>
internal static class RunPodBalanceAnswer
{
    public static BalanceLevels Read(AnswerObject answer, string keyAdvice)
    {
        if (answer.HasValue("errors"))
        {
            throw answer.FaultAt("errors", $"says \"{FirstError(answer)}\"");
        }

        var data = answer.Object("data");
        if (data.Has("myself") && !data.HasValue("myself"))
        {
            var refused = data.FaultAt("myself", "is null because the key doesn't belong to an account");
            throw new CostException(ProviderErrorId.KeyRejected, CostErrorKind.Authentication, refused.Message, keyAdvice);
        }

        var balance = data.Object("myself").SignedAmount("clientBalance", AmountForm.Number);
        return BalanceLevels.OfTotal(balance, balance > 0m);
    }

    private static string FirstError(AnswerObject answer) => answer.Objects("errors") is [var first, ..] ? first.ShownText("message") : string.Empty;
}
