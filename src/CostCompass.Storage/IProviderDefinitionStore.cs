using CostCompass.Errors;

namespace CostCompass.Storage;

/// <summary>The definitions of providers that were connected. The text is kept as it came; what it means is decided where providers are known.</summary>
public interface IProviderDefinitionStore
{
    /// <summary>Every definition, by name.</summary>
    IReadOnlyList<StoredProviderDefinition> Read();

    /// <summary>Keeps a definition, in place of the one of that name.</summary>
    /// <param name="name">The provider's name: letters, digits, dots, hyphens, underscores.</param>
    /// <param name="text">The definition.</param>
    /// <exception cref="CostException"><c>DefinitionNotWritable</c>.</exception>
    void Save(string name, ReadOnlyMemory<byte> text);
}
