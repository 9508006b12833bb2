using System.Text;
using System.Text.Json;

namespace CostCompass.SoakWorker.Answers;

/// <summary>A value of a sound answer, with the text that it has, so that it can be written with anything in its place.</summary>
internal sealed class AnswerTree
{
    private AnswerTree(JsonElement element, string? name, List<AnswerTree> all)
    {
        Number = all.Count;
        all.Add(this);
        Name = name;
        Kind = element.ValueKind;
        Text = Encoding.UTF8.GetBytes(element.GetRawText());
        Items = Kind switch
        {
            JsonValueKind.Object => [.. element.EnumerateObject().Select(property => new AnswerTree(property.Value, property.Name, all))],
            JsonValueKind.Array => [.. element.EnumerateArray().Select(item => new AnswerTree(item, null, all))],
            _ => [],
        };
    }

    /// <summary>Its place in the list of all values of the answer.</summary>
    public int Number { get; }

    /// <summary>Its name in the object around it; null in a list and at the top.</summary>
    public string? Name { get; }

    public JsonValueKind Kind { get; }

    /// <summary>The value as it stands.</summary>
    public byte[] Text { get; }

    /// <summary>What an object or a list holds.</summary>
    public IReadOnlyList<AnswerTree> Items { get; }

    /// <summary>All values of an answer, the top one first.</summary>
    public static IReadOnlyList<AnswerTree> Read(string answer)
    {
        using JsonDocument document = JsonDocument.Parse(answer);
        List<AnswerTree> all = [];
        _ = new AnswerTree(document.RootElement, null, all);
        return all;
    }
}
