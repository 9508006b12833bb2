namespace CostCompass.Application;

/// <summary>A name, or a wildcard pattern of names. It isn't case-sensitive.</summary>
/// <param name="Text">The name or the pattern as specified.</param>
/// <param name="IsPlain">Whether it is a name without wildcards. A name without a match is an error, and a pattern without one isn't.</param>
/// <param name="IsMatch">Whether a name matches.</param>
public sealed record NamePattern(string Text, bool IsPlain, Func<string?, bool> IsMatch)
{
    /// <summary>The pattern that matches exactly one name.</summary>
    /// <param name="name">The name.</param>
    public static NamePattern Exactly(string name) => new(name, true, other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The items that match.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="all">All items.</param>
    /// <param name="nameOf">Gets the name of an item.</param>
    /// <param name="notFound">Creates the error for a plain name without a match.</param>
    public IReadOnlyList<T> Find<T>(IEnumerable<T> all, Func<T, string> nameOf, Func<CostException> notFound)
    {
        List<T> found = all.Where(one => IsMatch(nameOf(one))).ToList();
        return found.Count > 0 || !IsPlain ? found : throw notFound();
    }
}
