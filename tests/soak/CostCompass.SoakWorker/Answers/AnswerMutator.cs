using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CostCompass.SoakWorker.Answers;

/// <summary>Writes sound answers with something wrong in them, in their structure, in their bytes, or in both.</summary>
/// <param name="random">The source of all choices: the same seed makes the same answers.</param>
internal sealed class AnswerMutator(Random random)
{
    private static readonly byte[][] Fragments =
    [
        "\""u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), ","u8.ToArray(), ":"u8.ToArray(), "null"u8.ToArray(), "-"u8.ToArray(), "1e9"u8.ToArray(),
        "9999999999"u8.ToArray(), "\\ud800"u8.ToArray(), "\\u0000"u8.ToArray(), "\0"u8.ToArray(), "0."u8.ToArray(), "e5"u8.ToArray(), "//"u8.ToArray(), "/**/"u8.ToArray(), [0xEF, 0xBB, 0xBF], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80],
    ];

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly OddValues _odd = new(random);
    private Change[] _changes = [];
    private IReadOnlyList<AnswerTree> _all = [];
    private bool _isSpaced;
    private bool _isReversed;

    private enum Change
    {
        None,
        Drop,
        Twice,
        TwiceBefore,
        TwiceAfter,
        Rename,
        Replace,
        Reverse,

        // What follows changes nothing of what the answer says.
        EscapeName,
        AddUnknown,
    }

    /// <summary>Makes an answer.</summary>
    /// <param name="answer">All values of a sound one.</param>
    /// <param name="isHarmless">Whether it still says the same.</param>
    public byte[] Mutate(IReadOnlyList<AnswerTree> answer, out bool isHarmless)
    {
        _all = answer;
        _output.ResetWrittenCount();
        if (_changes.Length < answer.Count)
        {
            _changes = new Change[answer.Count];
        }

        Array.Clear(_changes);
        isHarmless = random.Next(8) == 0;
        _isSpaced = random.Next(6) == 0;
        _isReversed = random.Next(6) == 0;
        int form = random.Next(8);
        for (int count = form == 0 ? 0 : random.Next(1, 4); count > 0; count--)
        {
            // The top itself is left to the bytes.
            int place = random.Next(1, answer.Count);
            _changes[place] = isHarmless ? Change.EscapeName + random.Next(2) : Change.Drop + random.Next(Change.AddUnknown - Change.None);
        }

        WriteValue(answer[0]);
        byte[] written = _output.WrittenSpan.ToArray();
        return isHarmless || (form > 1 && random.Next(4) > 0) ? written : Bytes(written);
    }

    private void WriteValue(AnswerTree value)
    {
        if (value.Kind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            _output.Write(value.Text);
            return;
        }

        bool isObject = value.Kind == JsonValueKind.Object;
        bool isFirst = true;
        Put(isObject ? "{"u8 : "["u8);
        if (isObject && _changes[value.Number] == Change.AddUnknown)
        {
            Put(random.Next(2) == 0 ? "\"x_unknown\":{\"total\":[1,\"2\",null]}"u8 : "\"x_\\u00e9\":\"\\\"}]\\u001b\""u8);
            isFirst = false;
        }

        bool isBackwards = (_isReversed && isObject) || (_changes[value.Number] == Change.Reverse && !isObject);
        for (int index = 0; index < value.Items.Count; index++)
        {
            WriteItem(value.Items[isBackwards ? value.Items.Count - 1 - index : index], ref isFirst);
        }

        Put(isObject ? "}"u8 : "]"u8);
    }

    private void WriteItem(AnswerTree item, ref bool isFirst)
    {
        switch (_changes[item.Number])
        {
            case Change.Drop:
                break;
            case Change.Twice:
                WriteMember(item, item.Name, null, ref isFirst);
                WriteMember(item, item.Name, null, ref isFirst);
                break;
            case Change.TwiceBefore:
                WriteMember(item, item.Name, _odd.InPlaceOf(item, _all), ref isFirst);
                WriteMember(item, item.Name, null, ref isFirst);
                break;
            case Change.TwiceAfter:
                WriteMember(item, item.Name, null, ref isFirst);
                WriteMember(item, item.Name, _odd.InPlaceOf(item, _all), ref isFirst);
                break;
            case Change.Rename when item.Name is not null:
                WriteMember(item, _odd.NameInPlaceOf(item, _all), null, ref isFirst);
                break;
            case Change.Replace or Change.Rename:
                WriteMember(item, item.Name, _odd.InPlaceOf(item, _all), ref isFirst);
                break;
            case Change.EscapeName when item.Name is { Length: > 0 } name:
                WriteMember(item, $"\\u{(int)name[0]:x4}{name[1..]}", null, ref isFirst);
                break;
            default:
                WriteMember(item, item.Name, null, ref isFirst);
                break;
        }
    }

    private void WriteMember(AnswerTree item, string? name, ReadOnlySpan<byte> other, ref bool isFirst)
    {
        if (!isFirst)
        {
            Put(","u8);
        }

        isFirst = false;
        if (name is not null)
        {
            Put(Encoding.UTF8.GetBytes($"\"{name}\""));
            Put(":"u8);
        }

        if (other.IsEmpty)
        {
            WriteValue(item);
        }
        else
        {
            _output.Write(other);
        }
    }

    private void Put(ReadOnlySpan<byte> token)
    {
        if (_isSpaced)
        {
            _output.Write(" \r\n\t"u8[..(random.Next(4) + 1)]);
        }

        _output.Write(token);
    }

    private byte[] Bytes(byte[] body)
    {
        for (int count = random.Next(1, 4); count > 0 && body.Length > 0; count--)
        {
            int at = random.Next(body.Length);
            int end = Math.Min(body.Length, at + random.Next(1, 24));
            body = random.Next(8) switch
            {
                0 => [.. body[..at], .. body[end..]],
                1 => [.. body[..at], (byte)random.Next(256), .. body[(at + 1)..]],
                2 => [.. body[..at], .. Fragments[random.Next(Fragments.Length)], .. body[at..]],
                3 => [.. body[..end], .. body[at..]],
                4 => body[..at],
                5 => [.. body[..at], (byte)(body[at] ^ (1 << random.Next(8))), .. body[(at + 1)..]],
                6 => [0xEF, 0xBB, 0xBF, .. body],
                _ => [.. body, .. body[at..end]],
            };
        }

        return body;
    }
}
