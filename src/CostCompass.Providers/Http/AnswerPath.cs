using System.Text.RegularExpressions;

namespace CostCompass.Providers.Http;

/// <summary>
/// Where a value stands in an answer: names with dots between them, each with places in lists after it where needed, such as
/// <c>data.accounts[0].balance</c>. A name is letters, digits, hyphens and underscores; a list begins with 0. There are no
/// wildcards, filters or quotes.
/// </summary>
internal sealed partial class AnswerPath
{
    /// <summary>How many names and places a path may have.</summary>
    public const int MaximumSteps = 12;

    private const int MaximumLength = 256;

    private readonly string _text;
    private readonly IReadOnlyList<(string? Name, int Index)> _steps;

    private AnswerPath(string text, IReadOnlyList<(string? Name, int Index)> steps)
    {
        _text = text;
        _steps = steps;
    }

    /// <summary>Reads a path, or null if the text is none.</summary>
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

    /// <summary>The field at the path. Below what is absent or null, all is absent.</summary>
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

    /// <summary>The path as it was written.</summary>
    public override string ToString() => _text;

    [GeneratedRegex(@"^[A-Za-z0-9_-]+(\[[0-9]{1,3}\])*(\.[A-Za-z0-9_-]+(\[[0-9]{1,3}\])*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholePath();

    [GeneratedRegex(@"\[(?<index>[0-9]+)\]|(?<name>[A-Za-z0-9_-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
