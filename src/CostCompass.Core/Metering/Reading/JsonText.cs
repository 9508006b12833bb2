using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text;

namespace CostCompass.Metering.Reading;

/// <summary>Where a string or a number stands in a buffer, without its quotes. It is gone when the buffer moves on.</summary>
/// <param name="Start">The place of its first byte; 0 for none, since a document has a brace before anything else.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="IsEscaped">Whether it has escapes.</param>
internal readonly record struct JsonText(int Start, int Length, bool IsEscaped)
{
    /// <summary>Whether there is one.</summary>
    public bool IsThere => Start > 0;

    /// <summary>Its bytes, without escapes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> data) =>
        IsEscaped ? Unescape(data.Slice(Start - 1, Length + 2)) : data.Slice(Start, Length);

    // Rare: neither names nor ids nor models have escapes unless somebody means mischief.
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
            // Half of a surrogate pair (or a document that is refused later, for it is no UTF-8): the text is taken as it is written.
            return quoted[1..^1].ToArray();
        }
    }
}
