using System.Collections;
using CostCompass.Sessions;

namespace CostCompass.Completion;

/// <summary>Completes the names of providers.</summary>
public sealed class ProviderNameCompleter : StoredNameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, string parameter, IDictionary bound) =>
        session.Providers.All.Select(provider => (provider.Name, provider.Description.Tells));
}
