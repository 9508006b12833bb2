using CostCompass.Providers.Definitions;

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
