using CostCompass.Providers.Http;

namespace CostCompass.Providers.Definitions;

/// <summary>Creates the error for an invalid definition.</summary>
/// <param name="source">The file, or another name for messages.</param>
internal sealed class DefinitionFault(string source) : JsonFault
{
    /// <inheritdoc/>
    public override string Whole => "the file";

    /// <inheritdoc/>
    public override ReadOnlySpan<char> Key => default;

    /// <inheritdoc/>
    public override CostException At(string field, string problem) => ProviderErrors.InvalidProviderDefinition(source, field, problem);
}
