using CostCompass.Providers.Http;

namespace CostCompass.Providers.DeepSeek;

/// <summary>The response of <c>GET /models</c>. Only the identifier is always present. It contains no prices.</summary>
public static class DeepSeekModelAnswer
{
    private const int MaximumIdLength = 128;

    /// <summary>Reads a response.</summary>
    /// <param name="body">The JSON text in UTF-8.</param>
    /// <param name="account">The account's name, for the results and messages.</param>
    /// <returns>The models in the order of the response.</returns>
    /// <exception cref="CostException"><c>UnexpectedAnswer</c>, which names the invalid field.</exception>
    public static IReadOnlyList<DeepSeekModel> Read(ReadOnlyMemory<byte> body, string account) =>
        AnswerObject.Read(body, new AnswerFault(DeepSeekProvider.ProviderName, account), answer =>
            answer.Objects("data").Select(entry => ReadEntry(entry, account)).ToList());

    private static DeepSeekModel ReadEntry(AnswerObject entry, string account)
    {
        var id = entry.Text("id");

        // The identifier is shown, completed and sent in requests, so only safe characters are accepted.
        if (id.Length is 0 or > MaximumIdLength || id.AsSpan().ContainsAnyExceptInRange('!', '~') || ForeignText.IsFormula(id))
        {
            throw entry.FaultAt("id", "is not a valid model identifier");
        }

        return new DeepSeekModel
        {
            Account = account,
            Id = id,
            Name = Shown(entry.OptionalText("name")),
            OwnedBy = Shown(entry.OptionalText("owned_by")),
            ContextWindow = entry.OptionalCount("context_window"),
            MaxOutputTokens = entry.OptionalCount("max_output_tokens"),
        };
    }

    private static string? Shown(string? text) => text is null ? null : ForeignText.Plain(QuotedText.Clean(text, default));
}
