namespace CostCompass.Accounts;

/// <summary>
/// The rule for the names of what a person keeps by hand, such as subscriptions and budgets: free text that fits on a line, without
/// the characters of wildcard patterns, without those that are not seen, and nothing that a spreadsheet takes for a formula.
/// </summary>
public static class DisplayName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaximumLength = 100;

    /// <summary>Whether two names mean the same. Case does not matter.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Returns the name without white space around it, or fails when it is not valid.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="CostException"><c>InvalidName</c>.</exception>
    public static string Require(string? name)
    {
        string trimmed = name?.Trim() ?? "";
        return trimmed.Length is > 0 and <= MaximumLength
            && !AccountName.LooksLikeKey(trimmed)
            && !ForeignText.IsFormula(trimmed)
            && !trimmed.Any(character => character is '*' or '?' or '[' or ']' or '`')
            && ForeignText.IsWhole(trimmed)
            && ForeignText.IsVisible(trimmed)
            ? trimmed
            : throw new CostException(
                "InvalidName",
                CostErrorKind.InvalidInput,
                "A name must be 1 to 100 characters on one line, must not contain * ? [ ], backticks or invisible characters, must not start with = + - @, and must not be an API key.",
                "Specify another name, for example 'Claude Pro'.");
    }
}
