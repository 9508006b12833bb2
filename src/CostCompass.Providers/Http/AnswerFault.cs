namespace CostCompass.Providers.Http;

/// <summary>Makes the error of an answer that is not what the provider documents, and knows for whom it was.</summary>
internal sealed class AnswerFault(string provider, string account, ReadOnlyMemory<char> key = default) : JsonFault
{
    /// <inheritdoc/>
    public override string Whole => "the answer";

    /// <inheritdoc/>
    public override ReadOnlySpan<char> Key => key.Span;

    /// <inheritdoc/>
    public override CostException At(string field, string problem) => new(
        ProviderErrorId.UnexpectedAnswer,
        CostErrorKind.InvalidResponse,
        $"The answer of {provider} for account '{account}' cannot be used: {field} {problem}.",
        "Try again later. If it stays so, check the base address of the account, and look for a newer version of CostCompass.");
}
