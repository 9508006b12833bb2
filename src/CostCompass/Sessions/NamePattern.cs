using System.Management.Automation;

namespace CostCompass.Sessions;

/// <summary>Finds things by a name or a wildcard pattern.</summary>
internal static class NamePattern
{
    /// <summary>The pattern, by which case does not matter, in every culture alike: a Turkish I is no other letter than an English one.</summary>
    /// <param name="pattern">A name or a wildcard pattern.</param>
    public static WildcardPattern Of(string pattern) => new(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);

    /// <summary>What matches. A plain name that nothing has is a failure; a pattern may match nothing.</summary>
    /// <param name="all">What there is.</param>
    /// <param name="nameOf">The name of one.</param>
    /// <param name="pattern">A name or a wildcard pattern.</param>
    /// <param name="notFound">Makes the failure.</param>
    public static IReadOnlyList<T> Find<T>(IEnumerable<T> all, Func<T, string> nameOf, string pattern, Func<CostException> notFound)
    {
        var wildcard = Of(pattern);
        List<T> found = all.Where(one => wildcard.IsMatch(nameOf(one))).ToList();
        return found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(pattern) ? found : throw notFound();
    }
}
