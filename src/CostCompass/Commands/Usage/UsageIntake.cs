using System.Management.Automation;
using System.Text;

namespace CostCompass.Commands;

/// <summary>
/// Reads pipeline input: responses, their usage, or lines of logs as text. Text that isn't a complete document is kept until the rest
/// of the document arrives, so that the output of Get-Content can be piped in for any file.
/// </summary>
/// <param name="reader">The reader.</param>
/// <param name="fail">Called with what can't be read, and the name of the input.</param>
internal sealed class UsageIntake(LogReader reader, Action<string, CostException> fail)
{
    private readonly UsageObjectJson _objects = new();
    private readonly StringBuilder _text = new();
    private int _textBegan;

    /// <summary>The number of inputs.</summary>
    public int Count { get; private set; }

    /// <summary>Reads an object.</summary>
    /// <param name="input">The object, which isn't a file.</param>
    public void Take(object input)
    {
        Count++;
        if (input is string line || (input is PSObject { BaseObject: string wrapped } && (line = wrapped) is not null))
        {
            TakeText(line);
            return;
        }

        Finish();
        if (_objects.Write(input) is { } json)
        {
            Read(json.ToArray(), Count);
        }
        else
        {
            fail(NameOf(Count), UsageErrors.NoUsageInInput(NameOf(Count)));
        }
    }

    /// <summary>Reads the text that is still kept.</summary>
    public void Finish()
    {
        if (_text.Length > 0)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(_text.ToString());
            _text.Clear();
            Read(bytes, _textBegan);
        }
    }

    private static string NameOf(int number) => $"Input {number}";

    private void TakeText(string line)
    {
        ReadOnlySpan<char> trimmed = line.AsSpan().Trim();
        bool isDocument = trimmed.Length > 1 && ((trimmed[0] == '{' && trimmed[^1] == '}') || (trimmed[0] == '[' && trimmed[^1] == ']'));
        if (isDocument && _text.Length == 0)
        {
            Read(Encoding.UTF8.GetBytes(line), Count);
            return;
        }

        if (_text.Length == 0)
        {
            _textBegan = Count;
        }

        _text.Append(line).Append('\n');
    }

    private void Read(byte[] json, int number)
    {
        using var stream = new MemoryStream(json, writable: false);
        reader.Read(stream, NameOf(number), number, fault => fail(NameOf(number), UsageMessages.FailureOf(fault, isLine: false)));
    }
}
