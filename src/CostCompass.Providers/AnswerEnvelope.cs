using CostCompass.Providers.Http;

namespace CostCompass.Providers;

/// <summary>
/// The <c>code</c> and <c>status</c> that some providers put around their <c>data</c>. An error has HTTP status 200 and often amounts of
/// 0, which would make the whole balance count as spend.
/// </summary>
/// <param name="Provider">The provider.</param>
/// <param name="Success">The code of a successful response.</param>
/// <param name="RefusedKey">The code for a rejected key.</param>
/// <param name="Said">The field with the text of an error.</param>
internal sealed record AnswerEnvelope(CostProvider Provider, long Success, long RefusedKey, string Said)
{
    /// <summary>The data of a response.</summary>
    /// <param name="answer">The response.</param>
    /// <exception cref="CostException"><c>KeyRejected</c> or <c>UnexpectedAnswer</c>, with the provider's text, if the response is an error.</exception>
    public AnswerObject Open(AnswerObject answer)
    {
        var code = answer.Field("code");
        if (code.HasValue && code.OptionalCount() is var number && number != Success)
        {
            throw Failure(answer, "code", number is { } known ? string.Create(CultureInfo.InvariantCulture, $"is {known}") : $"is not {Success}", number);
        }

        if (answer.HasValue("status") && !answer.Boolean("status"))
        {
            throw Failure(answer, "status", "is false", null);
        }

        return answer.Has("data") && !answer.HasValue("data") ? throw Failure(answer, "data", "is null", null) : answer.Object("data");
    }

    private CostException Failure(AnswerObject answer, string field, string problem, long? code)
    {
        var said = answer.OptionalText(Said) is null ? string.Empty : $". Message: \"{answer.ShownText(Said)}\"";
        var failure = answer.FaultAt(field, problem + said);
        return code == RefusedKey
            ? ProviderErrors.KeyRejected(failure.Message, Http.RefusedKey.Advice(Provider))
            : failure;
    }
}
