using System.Text.RegularExpressions;

namespace CostCompass.Providers.Http;

/// <summary>
/// The path of a value in a response: names separated by dots, each with optional list indexes, such as
/// <c>data.accounts[0].balance</c>. A name consists of letters, digits, hyphens and underscores. List indexes start at 0. There are no
/// wildcards, filters or quotes.
/// </summary>
internal sealed partial class AnswerPath
{
    /// <summary>The maximum number of names and indexes in a path.</summary>
    public const int MaximumSteps = 12;

    private const int MaximumLength = 256;

    private readonly string _text;
    private readonly IReadOnlyList<(string? Name, int Index)> _steps;

    private AnswerPath(string text, IReadOnlyList<(string? Name, int Index)> steps)
    {
        _text = text;
        _steps = steps;
    }

    /// <summary>Parses a path. Returns null if the text isn't one.</summary>
    public static AnswerPath? TryParse(string text)
    {
        if (text.Length > MaximumLength || !WholePath().IsMatch(text))
        {
            return null;
        }

        var steps = new List<(string? Name, int Index)>();
        foreach (Match step in Step().Matches(text))
        {
            steps.Add(step.Groups["index"] is { Success: true } index
                ? (null, int.Parse(index.ValueSpan, CultureInfo.InvariantCulture))
                : (step.Groups["name"].Value, 0));
        }

        return steps.Count <= MaximumSteps ? new AnswerPath(text, steps) : null;
    }

    /// <summary>The field at the path. Anything below a missing or null value is missing.</summary>
    public AnswerField In(AnswerObject answer)
    {
        var field = answer.Field(_steps[0].Name!);
        foreach (var (name, index) in _steps.Skip(1))
        {
            if (!field.HasValue)
            {
                return field;
            }

            field = name is null ? field.Item(index) : field.Object().Field(name);
        }

        return field;
    }

    /// <summary>The path as text.</summary>
    public override string ToString() => _text;

    [GeneratedRegex(@"^[A-Za-z0-9_-]+(\[[0-9]{1,3}\])*(\.[A-Za-z0-9_-]+(\[[0-9]{1,3}\])*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholePath();

    [GeneratedRegex(@"\[(?<index>[0-9]+)\]|(?<name>[A-Za-z0-9_-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
