using System.Text.RegularExpressions;

namespace CostCompass.Providers.Definitions;

/// <summary>
/// The rules for texts in a definition. A definition may come from anywhere: it must not be able to put the key into an address, which
/// logs would contain, or to write headers with a misleading meaning.
/// </summary>
internal static partial class DefinitionRules
{
    /// <summary>The placeholder for the start of the span.</summary>
    public const string From = "{from}";

    /// <summary>The placeholder for the end of the span, exclusive.</summary>
    public const string To = "{to}";

    /// <summary>The placeholder for the last day of the span.</summary>
    public const string LastDay = "{lastDay}";

    private const int MaximumNameLength = 64;
    private const int MaximumPathLength = 1024;
    private const int MaximumHeaderLength = 256;

    // Set by the client or the transport, or meant for browsers.
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Encoding", "Connection", "Cookie", "Date", "Expect", "Host", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection",
        "Referer", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent", "Via",
    };

    /// <summary>The problem with the name of a provider, or null. The name is also a file name.</summary>
    public static string? NameProblem(string name) =>
        !AccountName.IsValid(name) || !name.All(char.IsAscii) || name.EndsWith('.') || Device().IsMatch(name)
            ? "must be 1 to 64 letters, digits, dots, hyphens or underscores, and start with a letter or digit"
            : null;

    /// <summary>The problem with the name of an environment variable, or null.</summary>
    public static string? VariableProblem(string name) =>
        Variable().IsMatch(name) && !AccountName.LooksLikeKey(name) ? null : "is not a valid name of an environment variable";

    /// <summary>The problem with a path, or null.</summary>
    /// <param name="path">The path with its query.</param>
    /// <param name="isReport">Whether it can contain the placeholders of a span.</param>
    public static string? PathProblem(string path, bool isReport)
    {
        if (path.Length is 0 or > MaximumPathLength || path.AsSpan().ContainsAnyExceptInRange('!', '~') || path.AsSpan().IndexOfAny('#', '\\', '@') >= 0)
        {
            return "must be a path of ASCII characters without a fragment";
        }

        if (path[0] == '/' || path.Contains("://", StringComparison.Ordinal))
        {
            return "must be relative to baseUri and must not start with a slash";
        }

        if (HasKey(path))
        {
            return "must not contain a key. The key is sent in the header that keyHeader names";
        }

        var rest = path;
        if (isReport)
        {
            if (!path.Contains(From, StringComparison.Ordinal) || !(path.Contains(To, StringComparison.Ordinal) || path.Contains(LastDay, StringComparison.Ordinal)))
            {
                return "must contain {from}, and {to} or {lastDay}, when kind is CostReport";
            }

            rest = rest.Replace(From, "", StringComparison.Ordinal).Replace(To, "", StringComparison.Ordinal).Replace(LastDay, "", StringComparison.Ordinal);
        }

        return rest.AsSpan().IndexOfAny('{', '}') < 0 ? null
            : isReport ? "contains an unknown placeholder. Use {from}, {to} or {lastDay}"
            : "must not contain placeholders unless kind is CostReport";
    }

    /// <summary>The problem with the name of a header, or null.</summary>
    public static string? HeaderNameProblem(string name) =>
        !HeaderName().IsMatch(name) || name.Length > MaximumNameLength ? "is not a valid header name"
        : OwnHeaders.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ? "is a header that a definition can't set"
        : null;

    /// <summary>The problem with the value of a header, or with the prefix of the key, or null.</summary>
    public static string? HeaderValueProblem(string value) =>
        value.Length > MaximumHeaderLength || value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? "must be a header value of ASCII characters"
        : HoldsKey(value) ? "must not contain a key"
        : null;

    /// <summary>The problem with the query parameter for the token of a page, or null.</summary>
    public static string? ParameterProblem(string name) =>
        Parameter().IsMatch(name) && name.Length <= MaximumNameLength ? null : "is not a valid query parameter name";

    /// <summary>Whether a word of a text looks like a key.</summary>
    public static bool HoldsKey(string text) => text.Split([' ', '=', '&', '/', ',', ';', ':', '?', '"'], StringSplitOptions.RemoveEmptyEntries).Any(AccountName.LooksLikeKey);

    private static bool HasKey(string path) => HoldsKey(path) || KeyInQuery().IsMatch(Uri.UnescapeDataString(path));

    [GeneratedRegex(@"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+.^_`|~-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    // Also {key} and similar, anywhere in the text.
    [GeneratedRegex(@"([?&](x[-_])?(api[-_]?|access[-_]?|auth[-_]?|admin[-_]?|secret[-_]?)?(key|token|secret|auth|authorization|password|credential)s?=)|\{[^}]*(key|token|secret)[^}]*\}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeyInQuery();
}
