using CostCompass.Errors;

namespace CostCompass.Providers.Http;

/// <summary>Makes the error of an answer that is not what the provider documents, and knows for whom it was.</summary>
internal sealed class AnswerFault(string provider, string account, ReadOnlyMemory<char> key = default)
{
    /// <summary>The key that no quoted text may show; empty when none is in play.</summary>
    public ReadOnlySpan<char> Key => key.Span;

    /// <summary>The error for one field.</summary>
    /// <param name="field">The path of the field, such as <c>balance_infos[0].total_balance</c>, or "the answer".</param>
    /// <param name="problem">What is wrong, continuing a sentence that begins with the field. Never the value: it may hold anything.</param>
    public CostException At(string field, string problem) => new(
        ProviderErrorId.UnexpectedAnswer,
        CostErrorKind.InvalidResponse,
        $"The answer of {provider} for account '{account}' cannot be used: {field} {problem}.",
        "Try again later. If it stays so, check the base address of the account, and look for a newer version of CostCompass.");
}
