using System.Management.Automation;

namespace CostCompass.Parameters;

/// <summary>Reads names as PowerShell writes them, with wildcards.</summary>
internal static class Wildcard
{
    /// <summary>The pattern, by which case does not matter, in every culture alike: a Turkish I is no other letter than an English one.</summary>
    /// <param name="text">A name or a wildcard pattern.</param>
    public static NamePattern Of(string text)
    {
        var pattern = new WildcardPattern(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        bool isPlain = !WildcardPattern.ContainsWildcardCharacters(text);

        // A name of the store that no command has accepted is also found by what is stored.
        string shown = ForeignText.Shown(text);
        return new NamePattern(text, isPlain, name => pattern.IsMatch(name) || (isPlain && shown != text && string.Equals(name, shown, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The patterns; null where none is given.</summary>
    /// <param name="texts">Names or wildcard patterns.</param>
    public static IReadOnlyList<NamePattern>? All(string[]? texts) => texts?.Select(Of).ToList();
}
