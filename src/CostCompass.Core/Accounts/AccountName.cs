using CostCompass.Errors;

namespace CostCompass.Accounts;

/// <summary>The rule for the names of accounts: they stand in files, messages and wildcard patterns, so they are kept plain.</summary>
public static class AccountName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaximumLength = 64;

    /// <summary>Whether two names mean the same account. Case does not matter.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Whether a name is 1 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or a digit.</summary>
    /// <param name="name">The name.</param>
    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= MaximumLength }
        && char.IsLetterOrDigit(name[0])
        && name.All(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_');

    /// <summary>Returns the name, or fails when it is not valid.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="CostException"><c>InvalidAccountName</c>.</exception>
    public static string Require(string? name) => IsValid(name)
        ? name!
        : throw new CostException(
            "InvalidAccountName",
            CostErrorKind.InvalidInput,
            "An account's name is 1 to 64 letters, digits, dots, hyphens or underscores, and begins with a letter or a digit.",
            "Choose another name, for example 'deepseek-team'.");
}
