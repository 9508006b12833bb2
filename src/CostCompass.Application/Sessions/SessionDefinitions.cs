using CostCompass.Providers.Definitions;
using CostCompass.Providers.Http;

namespace CostCompass.Application;

/// <summary>The provider definitions in the store. An invalid one affects only its own accounts.</summary>
/// <param name="Sound">The valid definitions.</param>
/// <param name="Unusable">The names of the invalid definitions, each with its error.</param>
public sealed record SessionDefinitions(IReadOnlyList<ProviderDefinition> Sound, IReadOnlyDictionary<string, CostException> Unusable)
{
    /// <summary>Reads the definitions in the store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="builtIn">The providers whose names and keys a definition must not use.</param>
    public static SessionDefinitions Of(ProviderDefinitionFolder store, ProviderCatalog builtIn)
    {
        var sound = new List<ProviderDefinition>();
        var unusable = new Dictionary<string, CostException>(StringComparer.OrdinalIgnoreCase);
        foreach (StoredProviderDefinition stored in store.Read())
        {
            try
            {
                sound.Add(Read(stored, builtIn));
            }
            catch (CostException failure)
            {
                unusable[stored.Name] = failure;
            }
        }

        return new SessionDefinitions(sound, unusable);
    }

    /// <summary>Reads and checks a file with a definition.</summary>
    /// <param name="file">The full path.</param>
    /// <param name="name">The name that the provider must have, or null for any.</param>
    /// <param name="builtIn">The providers whose names and keys a definition must not use.</param>
    /// <returns>The definition and its text.</returns>
    /// <exception cref="CostException"><c>DefinitionNotFound</c>, <c>DefinitionNotReadable</c>, <c>InvalidProviderDefinition</c>.</exception>
    public static (ProviderDefinition Definition, byte[] Text) ReadFile(string file, string? name, ProviderCatalog builtIn)
    {
        byte[] text = ReadText(file);
        ProviderDefinition definition = builtIn.Check(ProviderDefinitionReader.Read(text, file));
        return name is null || CostProvider.NameComparer.Equals(name, definition.Description.Name)
            ? (definition, text)
            : throw ProviderErrors.InvalidProviderDefinitionName(file, definition.Description.Name, AccountName.Shown(name));
    }

    // One byte more than the maximum, so that the reader can detect a file that is too long.
    private static byte[] ReadText(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            var buffer = new byte[ProviderDefinitionReader.MaximumLength + 1];
            return buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw StoreErrors.DefinitionNotFound(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreErrors.DefinitionNotReadableFile(file, exception);
        }
    }

    private static ProviderDefinition Read(StoredProviderDefinition stored, ProviderCatalog builtIn)
    {
        if (stored.Failure is not null)
        {
            throw stored.Failure;
        }

        ProviderDefinition definition = builtIn.Check(ProviderDefinitionReader.Read(stored.Text, stored.Path));
        return string.Equals(definition.Description.Name, stored.Name, StringComparison.OrdinalIgnoreCase)
            ? definition
            : throw StoreErrors.DefinitionRenamed(stored.Path, definition.Description.Name);
    }
}
