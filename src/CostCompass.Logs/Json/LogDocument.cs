using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace CostCompass.Logs.Json;

/// <summary>
/// The values of one JSON object that the formats need. Everything else in it is checked and skipped. If an object has a name twice, the
/// last one counts. It is refilled for each document of a source.
/// </summary>
internal sealed class LogDocument(FieldTree fields)
{
    /// <summary>A count that is missing or null.</summary>
    public const int NoCount = -1;

    /// <summary>A count that isn't a whole number from 0 to 2,147,483,647.</summary>
    public const int InvalidCount = -2;

    private readonly JsonValue[] _values = new JsonValue[fields.Count];
    private byte[] _data = [];

    /// <summary>The value of a field.</summary>
    public JsonValue this[int field] => _values[field];

    /// <summary>Reads the object at the position of a cursor.</summary>
    /// <returns>False if it is incomplete or not valid.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read(ref JsonCursor json, byte[] data)
    {
        _data = data;
        Array.Clear(_values);
        return ReadObject(ref json, fields.Root);
    }

    /// <summary>The bytes of a text or a number.</summary>
    public ReadOnlySpan<byte> Bytes(int field) => _values[field].Bytes(_data);

    /// <summary>A text, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string? Text(int field) => _values[field].IsText ? Encoding.UTF8.GetString(Bytes(field)) : null;

    /// <summary>Whether a field has this text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Is(int field, ReadOnlySpan<byte> text) => _values[field].IsText && Bytes(field).SequenceEqual(text);

    /// <summary>A number of tokens or uses, or <see cref="NoCount"/> or <see cref="InvalidCount"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Count(int field)
    {
        JsonValue value = _values[field];
        return value.IsNull ? NoCount
            : value.IsNumber && Utf8Parser.TryParse(Bytes(field), out int count, out int used) && used == value.Length && count >= 0 && value.Kind != (byte)'-' ? count
            : InvalidCount;
    }

    /// <summary>The last number of an array. <see cref="NoCount"/> if there is none, or if it isn't a count.</summary>
    public int LastCount(int array)
    {
        if (_values[array].Kind != (byte)'[')
        {
            return NoCount;
        }

        var json = new JsonCursor(_data, _values[array].Start + 1);
        JsonValue last = default;
        while (json.Peek() is not ((byte)']' or (byte)'[' or (byte)'{') && json.TakeScalar(out last) && json.Take((byte)','))
        {
        }

        return last.IsNumber && Utf8Parser.TryParse(last.Bytes(_data), out int count, out int used) && used == last.Length && count >= 0 ? count : NoCount;
    }

    /// <summary>Reads the next object of an array in a field of this document.</summary>
    /// <param name="array">The field.</param>
    /// <param name="place">The end of the previous object, or 0 for the first one.</param>
    /// <param name="element">Receives the object.</param>
    /// <returns>False if there are no more objects.</returns>
    public bool TryReadNext(int array, ref int place, LogDocument element)
    {
        if (_values[array].Kind != (byte)'[')
        {
            return false;
        }

        var json = new JsonCursor(_data, place == 0 ? _values[array].Start + 1 : place);
        while (json.Peek() is not (byte)']' and var next && (next != (byte)',' || json.Take(next)))
        {
            if (json.Peek() == (byte)'{')
            {
                bool isRead = element.Read(ref json, _data);
                place = json.Position;
                return isRead;
            }

            if (!json.SkipValue())
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Reads the object that a text field of this document contains as JSON.</summary>
    /// <param name="text">The text field.</param>
    /// <param name="inner">Receives the object.</param>
    /// <returns>False if the text doesn't contain an object.</returns>
    public bool TryReadWithin(int text, LogDocument inner)
    {
        if (!_values[text].IsText)
        {
            return false;
        }

        byte[] bytes = Bytes(text).ToArray();
        var json = new JsonCursor(bytes, 0);
        return json.Peek() == (byte)'{' && inner.Read(ref json, bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadObject(ref JsonCursor json, FieldTree.Field within)
    {
        json.Take((byte)'{');
        if (json.Peek() == (byte)'}')
        {
            return json.Take((byte)'}');
        }

        do
        {
            if (!json.TakeName(out JsonValue name)
                || !(within.Find(name.Bytes(_data)) is { } field ? ReadValue(ref json, field) : json.SkipValue()))
            {
                return false;
            }
        }
        while (json.Take((byte)','));

        return json.Take((byte)'}');
    }

    // It recurses as deep as the tree is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadValue(ref JsonCursor json, FieldTree.Field field)
    {
        if (_values[field.Number].Kind != 0)
        {
            Forget(field);
        }

        byte first = json.Peek();
        if (first is not ((byte)'{' or (byte)'['))
        {
            return json.TakeScalar(out _values[field.Number]);
        }

        _values[field.Number] = new JsonValue(first, json.Position, 0);
        return first == (byte)'{' && field.Inner.Count > 0 ? ReadObject(ref json, field) : json.SkipValue();
    }

    private void Forget(FieldTree.Field field)
    {
        _values[field.Number] = default;
        field.Inner.ForEach(Forget);
    }
}
