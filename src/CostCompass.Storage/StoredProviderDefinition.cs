namespace CostCompass.Storage;

/// <summary>A definition in the store.</summary>
/// <param name="Name">The name under which it is stored, in lowercase.</param>
/// <param name="Path">The path of its file.</param>
/// <param name="Text">The definition. Empty if it can't be used.</param>
/// <param name="Failure">Why it can't be used, or null if it can.</param>
public sealed record StoredProviderDefinition(string Name, string Path, ReadOnlyMemory<byte> Text, CostException? Failure = null);
