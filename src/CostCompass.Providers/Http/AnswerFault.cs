namespace CostCompass.Providers.Http;

/// <summary>Creates the error for a response that differs from the provider's documentation.</summary>
internal sealed class AnswerFault(string provider, string account, ReadOnlyMemory<char> key = default) : JsonFault
{
    /// <inheritdoc/>
    public override string Whole => "the response";

    /// <inheritdoc/>
    public override ReadOnlySpan<char> Key => key.Span;

    /// <inheritdoc/>
    public override CostException At(string field, string problem) => ProviderErrors.UnexpectedAnswer(provider, account, field, problem);
}
