using System.Management.Automation;

namespace CostCompass.Parameters;

/// <summary>Parses names with PowerShell wildcards.</summary>
internal static class Wildcard
{
    /// <summary>The pattern, which isn't case-sensitive and is the same in every culture, including Turkish with its two letters I.</summary>
    /// <param name="text">A name or a wildcard pattern.</param>
    public static NamePattern Of(string text)
    {
        var pattern = new WildcardPattern(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        bool isPlain = !WildcardPattern.ContainsWildcardCharacters(text);

        // A name in the store that no command has accepted is also found by its stored form.
        string shown = ForeignText.Shown(text);
        return new NamePattern(text, isPlain, name => pattern.IsMatch(name) || (isPlain && shown != text && string.Equals(name, shown, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The patterns, or null if none is specified.</summary>
    /// <param name="texts">Names or wildcard patterns.</param>
    public static IReadOnlyList<NamePattern>? All(string[]? texts) => texts?.Select(Of).ToList();
}
