using System.Management.Automation;
using System.Text;

namespace CostCompass.Commands;

/// <summary>
/// Takes what comes through the pipeline: answers, their usage, lines of logs as text. Text that is no whole document by itself is
/// held until what it belongs to is there, so that Get-Content can be piped in whatever the file is like.
/// </summary>
/// <param name="reader">The reader.</param>
/// <param name="fail">Told of what cannot be read, with the name of the input.</param>
internal sealed class UsageIntake(LogReader reader, Action<string, CostException> fail)
{
    private readonly UsageObjectJson _objects = new();
    private readonly StringBuilder _text = new();
    private int _textBegan;

    /// <summary>How many inputs there were.</summary>
    public int Count { get; private set; }

    /// <summary>Takes an object.</summary>
    /// <param name="input">The object; a file is none of them.</param>
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
            fail(NameOf(Count), new CostException(
                "NoUsage",
                CostErrorKind.InvalidInput,
                $"{NameOf(Count)} is neither an answer nor the usage of one.",
                "Pipe in what Invoke-RestMethod returned, its usage, or lines of JSON."));
        }
    }

    /// <summary>Reads the text that is still held.</summary>
    public void Finish()
    {
        if (_text.Length > 0)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(_text.ToString());
            _text.Clear();
            Read(bytes, _textBegan);
        }
    }

    /// <summary>The failure that a fault stands for.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="isLine">Whether its line means something to the user.</param>
    public static CostException FailureOf(UsageFault fault, bool isLine = true) => new(
        fault.ErrorId,
        CostErrorKind.InvalidInput,
        isLine ? $"Line {fault.Line} of '{fault.Source}' {fault.Message}." : $"{fault.Source} {fault.Message}.",
        fault.Action);

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
        reader.Read(stream, NameOf(number), number, fault => fail(NameOf(number), FailureOf(fault, isLine: false)));
    }
}
