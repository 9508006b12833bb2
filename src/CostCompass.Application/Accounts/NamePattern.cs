namespace CostCompass.Application;

/// <summary>A name, or a wildcard pattern of names. Case doesn't matter.</summary>
/// <param name="Text">The name or the pattern, as it was given.</param>
/// <param name="IsPlain">Whether it is a name and no pattern: a name that nothing has is a failure, a pattern may match nothing.</param>
/// <param name="IsMatch">Whether a name matches.</param>
public sealed record NamePattern(string Text, bool IsPlain, Func<string?, bool> IsMatch)
{
    /// <summary>The pattern that one name alone matches.</summary>
    /// <param name="name">The name.</param>
    public static NamePattern Exactly(string name) => new(name, true, other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What matches.</summary>
    /// <typeparam name="T">What is named.</typeparam>
    /// <param name="all">What there is.</param>
    /// <param name="nameOf">The name of one.</param>
    /// <param name="notFound">Makes the failure when a plain name matches nothing.</param>
    public IReadOnlyList<T> Find<T>(IEnumerable<T> all, Func<T, string> nameOf, Func<CostException> notFound)
    {
        List<T> found = all.Where(one => IsMatch(nameOf(one))).ToList();
        return found.Count > 0 || !IsPlain ? found : throw notFound();
    }
}
