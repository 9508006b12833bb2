using System.Buffers;

namespace CostCompass.Accounts;

/// <summary>
/// The name of an account, with its original spelling. Names that differ only in case are equal, in every culture, so a collection by
/// name needs no comparer. Names are used in files, messages and wildcard patterns, so they consist of plain characters.
/// </summary>
/// <param name="Text">The name as it is spelled. It isn't validated. <see cref="Require"/> does that.</param>
public readonly record struct AccountName(string Text) : IComparable<AccountName>
{
    /// <summary>The maximum length of a name in characters.</summary>
    public const int MaximumLength = 64;

    // Longer than a GUID or a commit hash.
    private const int LongNumber = 48;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");

    private static readonly string[] KeyMarks = ["sk_", "dop_v1_", "doo_v1_", "dor_v1_", "rpa_", "vck_"];

    /// <summary>The name with this spelling, for the comparison of text with a name.</summary>
    /// <param name="text">The name as it is spelled.</param>
    public static implicit operator AccountName(string text) => new(text);

    /// <summary>Whether a name is 1 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or a digit.</summary>
    /// <param name="name">The name.</param>
    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= MaximumLength }
        && char.IsLetterOrDigit(name[0])
        && !LooksLikeKey(name)
        && ForeignText.IsVisible(name)
        && name.All(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_');

    /// <summary>
    /// Whether a text is an API key and not a name: keys begin with <c>sk-</c>, those of some providers with another prefix, and others are
    /// long hexadecimal numbers, also after an unknown prefix. Such text is never stored or shown.
    /// </summary>
    /// <param name="text">The text.</param>
    public static bool LooksLikeKey(string? text) => text?.TrimStart() is { } given
        && (given.StartsWith("sk-", StringComparison.OrdinalIgnoreCase) || Array.Exists(KeyMarks, mark => given.StartsWith(mark, StringComparison.Ordinal))
            || IsLongNumber(given.AsSpan(given.LastIndexOf('_') + 1)));

    private static bool IsLongNumber(ReadOnlySpan<char> text) =>
        text.Length >= LongNumber && !text.ContainsAnyExcept(HexDigits) && text.ContainsAnyInRange('0', '9');

    /// <summary>The name for messages: unchanged, unless it looks like a key.</summary>
    /// <param name="name">The specified name.</param>
    public static string Shown(string name) => LooksLikeKey(name) ? "(a key, not shown)" : name;

    /// <summary>Returns the name, or throws if it isn't valid.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="CostException"><c>InvalidAccountName</c>.</exception>
    public static AccountName Require(string? name) => IsValid(name)
        ? new AccountName(name!)
        : LooksLikeKey(name)
        ? throw AccountErrors.KeyInsteadOfName()
        : throw AccountErrors.InvalidAccountName();

    /// <inheritdoc/>
    public bool Equals(AccountName other) => string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public int CompareTo(AccountName other) => string.Compare(Text, other.Text, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name as it is spelled.</summary>
    public override string ToString() => Text;
}
