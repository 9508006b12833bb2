using System.Net;
using System.Text.Json.Nodes;

namespace CostCompass.Views.Statements.Page;

/// <summary>
/// A text with placeholders. <c>{{name}}</c> is a value that is always escaped for HTML. <c>{{{name}}}</c> is inserted unescaped, for
/// the parts of the page itself. <c>{{#name}}...{{/name}}</c> is repeated for each item of a list, or included once for an object or a
/// value that exists and isn't false. <c>{{^name}}...{{/name}}</c> is included if the other isn't. <c>{{.}}</c> is the item itself. A
/// name is looked up in the item first, and then in the objects that contain it.
/// </summary>
/// <param name="text">The template.</param>
internal sealed class PageTemplate(string text)
{
    private const string Open = "{{";
    private const string Close = "}}";

    /// <summary>Fills in the placeholders.</summary>
    /// <param name="writer">The writer of the page.</param>
    /// <param name="values">The values.</param>
    public void Render(TextWriter writer, JsonObject values) => Render(writer, text, [values]);

    private static void Render(TextWriter writer, ReadOnlySpan<char> part, IReadOnlyList<JsonNode?> scopes)
    {
        while (part.IndexOf(Open) is >= 0 and var open)
        {
            writer.Write(part[..open]);
            part = part[(open + Open.Length)..];
            bool isRaw = part[0] == '{';
            string close = isRaw ? "}" + Close : Close;
            int end = IndexOf(part, close);
            string tag = part[(isRaw ? 1 : 0)..end].Trim().ToString();
            part = part[(end + close.Length)..];
            if (tag[0] is '#' or '^')
            {
                string name = tag[1..];
                (int length, int after) = BodyOf(part, name);
                Repeat(writer, part[..length], tag[0] == '#', Find(scopes, name), scopes);
                part = part[after..];
            }
            else
            {
                string? value = Find(scopes, tag)?.ToString();
                writer.Write(isRaw ? value : WebUtility.HtmlEncode(value));
            }
        }

        writer.Write(part);
    }

    private static void Repeat(TextWriter writer, ReadOnlySpan<char> body, bool isThere, JsonNode? value, IReadOnlyList<JsonNode?> scopes)
    {
        bool isEmpty = value is null or JsonArray { Count: 0 } || (value is JsonValue one && one.TryGetValue(out bool flag) && !flag);
        if (isEmpty == isThere)
        {
            return;
        }

        if (!isThere)
        {
            Render(writer, body, scopes);
            return;
        }

        IEnumerable<JsonNode?> items = value as JsonArray ?? Enumerable.Repeat(value, 1);
        foreach (JsonNode? item in items)
        {
            Render(writer, body, [.. scopes, item]);
        }
    }

    // The end of a section, which may contain others with the same name.
    private static (int Length, int After) BodyOf(ReadOnlySpan<char> part, string name)
    {
        string end = $"{Open}/{name}{Close}";
        int depth = 1;
        int place = 0;
        while (true)
        {
            int next = place + IndexOf(part[place..], end);
            depth += Count(part[place..next], $"{Open}#{name}{Close}") + Count(part[place..next], $"{Open}^{name}{Close}") - 1;
            place = next + end.Length;
            if (depth == 0)
            {
                return (next, place);
            }
        }
    }

    private static int Count(ReadOnlySpan<char> part, string tag) => part.Count(tag);

    private static int IndexOf(ReadOnlySpan<char> part, string tag) => part.IndexOf(tag) is >= 0 and var place
        ? place
        : throw new InvalidOperationException($"The template doesn't contain {tag}.");

    private static JsonNode? Find(IReadOnlyList<JsonNode?> scopes, string name)
    {
        if (name == ".")
        {
            return scopes[^1];
        }

        foreach (JsonNode? scope in scopes.Reverse())
        {
            if (scope is JsonObject known && known.TryGetPropertyValue(name, out JsonNode? value))
            {
                return value;
            }
        }

        throw new InvalidOperationException($"The template uses {name}, which has no value.");
    }
}
