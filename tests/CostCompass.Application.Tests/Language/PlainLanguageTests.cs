using System.Text.RegularExpressions;

namespace CostCompass.Application.Tests.Language;

/// <summary>Messages, help and documents use plain, current English: none of the phrases that were replaced comes back.</summary>
public sealed partial class PlainLanguageTests
{
    internal static readonly string[] Banned =
    [
        "beyond belief", "reckoned with", "is told of", " lies between", " lies at ", " lies in ", " lies outside", "lies around",
        "lays newer", "as if they had never", "of which nothing", "nothing is known of", "is not known", "had not answered", "directional estimate",
        "closes the gap", "is the one of ", " stands ", "stand beside", "nobody is there", "asks for fewer", "how long to stay away",
        "can do what was asked", "holds nothing until", "holds its budgets", "by the forecast", "is to go as well", "as it goes on",
        "is at least 1e-9", "See whether ", "brings a backup back", "beyond all bounds", "what is given",
        "Give another", "cannot be meant", "can't be meant", "made anew", "begin anew", "no one is there", "and otherwise", "holds what",
    ];

    // In comments only: each has a usual word.
    private static readonly string[] BannedInComments =
    [
        "is told", "are told", "told of", "told now and then", "tells ", "may be had", "be had ", "of its own", "of their own", " lies ", " lie ", "beside",
        "somebody", "nobody", "anybody", "reckon", " upon ", " anew", "once more", "goes on", "whoever", "any more", " in force", "in the shape of",
        "is not known", "beyond belief", "all else", "what else", "makes a ", "no one wants to know",
    ];

    internal static readonly string Root = FindRoot();

    public static TheoryData<string> Texts => [.. Documents().Concat(Sources())];

    public static TheoryData<string> Comments => [.. Sources().Where(path => path.EndsWith(".cs", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Texts))]
    public void AText_HasNoBannedPhrase(string path)
    {
        // A sentence may be wrapped, and in code it may be put together from two literals.
        string text = Joint().Replace(ReadWords(path), " ");

        Assert.DoesNotContain(Banned, phrase => text.Contains(phrase, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotMatch(IsNo(), text);
    }

    [Theory]
    [MemberData(nameof(Comments))]
    public void AComment_HasNoBannedPhrase(string path)
    {
        string text = string.Join(' ', File.ReadLines(Path.Combine(Root, path)).Select(line => line.Trim()).Where(IsComment).Select(line => line.TrimStart('/').Trim()));

        Assert.DoesNotContain(BannedInComments, phrase => text.Contains(phrase, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotMatch(IsNo(), text);
    }

    [Fact]
    public void TheTexts_AreThere() => Assert.True(Documents().Concat(Sources()).Count() > 400, "The documents or the sources were not found.");

    [Theory]
    [InlineData("'EURO' is no currency")]
    [InlineData("the answer is no valid JSON")]
    public void WhatSomethingIsNot_IsSaidWithNot(string text) => Assert.Matches(IsNo(), text);

    [Theory]
    [InlineData("There is no vault")]
    [InlineData("The account is no longer connected")]
    public void WhatIsMissing_MayBeSaidWithNo(string text) => Assert.DoesNotMatch(IsNo(), text);

    private static IEnumerable<string> Documents() =>
    [
        "README.md",
        .. Files("docs", "*.md"),
        .. Files("module/en-US", "about_*.help.txt"),
    ];

    private static IEnumerable<string> Sources() => Files("src", "*.cs")
        .Concat(Files("src", "*.html"))
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    // Without its comments, code has a phrase of several words in its literals only.
    private static string ReadWords(string path) => string.Join(
        '\n',
        File.ReadLines(Path.Combine(Root, path)).Where(line => !path.EndsWith(".cs", StringComparison.Ordinal) || !IsComment(line.Trim())));

    private static bool IsComment(string line) => line.StartsWith("//", StringComparison.Ordinal);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CostCompass.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex("""(?:(?<= )"\s*\+\s*\$?"|\s+)+""")]
    private static partial Regex Joint();

    [GeneratedRegex(@"(?<!\bthere )\bis no (?!longer\b)", RegexOptions.IgnoreCase)]
    private static partial Regex IsNo();
}
