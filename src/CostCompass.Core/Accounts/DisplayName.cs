namespace CostCompass.Accounts;

/// <summary>
/// The rule for user-defined names, for example of subscriptions and budgets: free text on one line, without wildcard characters and
/// invisible characters, and nothing that a spreadsheet interprets as a formula.
/// </summary>
public static class DisplayName
{
    /// <summary>The maximum length of a name in characters.</summary>
    public const int MaximumLength = 100;

    /// <summary>Whether two names are equal. The comparison isn't case-sensitive.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Returns the name without surrounding white space, or throws if it isn't valid.</summary>
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
            : throw AccountErrors.InvalidName();
    }
}
