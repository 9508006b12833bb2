namespace CostCompass.Storage;

/// <summary>A definition in the store.</summary>
/// <param name="Name">The name under which it was kept, in lower case.</param>
/// <param name="Path">Where it stands.</param>
/// <param name="Text">The definition; empty when it can't be used.</param>
/// <param name="Failure">Why it can't be used, or null if it can.</param>
public sealed record StoredProviderDefinition(string Name, string Path, ReadOnlyMemory<byte> Text, CostException? Failure = null);
