using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace CostCompass.Logs.Json;

/// <summary>The position of a value in a buffer, for a string without its quotes. It is invalid once the buffer moves on.</summary>
/// <param name="Kind">Its first byte, or 0 for no value.</param>
/// <param name="Start">The index of its first byte.</param>
/// <param name="Length">Its number of bytes.</param>
/// <param name="IsEscaped">Whether it has escapes.</param>
internal readonly record struct JsonValue(byte Kind, int Start, int Length, bool IsEscaped = false)
{
    /// <summary>Whether it is an object.</summary>
    public bool IsObject => Kind == (byte)'{';

    /// <summary>Whether it is a string.</summary>
    public bool IsText => Kind == (byte)'"';

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Kind is (byte)'-' or (>= (byte)'0' and <= (byte)'9');

    /// <summary>Whether there is no value, or null.</summary>
    public bool IsNull => Kind is 0 or (byte)'n';

    /// <summary>Its bytes, without escapes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> data) =>
        IsEscaped ? Unescape(data.Slice(Start - 1, Length + 2)) : data.Slice(Start, Length);

    // Rare: names, ids and models have no escapes unless someone tampers with the file.
    private static byte[] Unescape(ReadOnlySpan<byte> quoted)
    {
        try
        {
            var reader = new Utf8JsonReader(quoted);
            reader.Read();
            return Encoding.UTF8.GetBytes(reader.GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Half of a surrogate pair, or a document that is rejected later because it isn't UTF-8: the text is used as written.
            return quoted[1..^1].ToArray();
        }
    }
}
