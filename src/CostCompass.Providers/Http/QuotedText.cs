using System.Text;
using System.Text.Json;

namespace CostCompass.Providers.Http;

/// <summary>
/// Text of the other side, cleaned for a message: without control characters and escape sequences that a terminal would interpret,
/// without any part of a key, and short.
/// </summary>
public static class QuotedText
{
    /// <summary>The maximum length of a quote in characters.</summary>
    public const int MaximumLength = 200;

    // Longer than any legitimate message. Longer text isn't quoted.
    private const int MaximumInput = 8192;
    private const int MaximumDepth = 16;

    /// <summary>Cleans a text.</summary>
    /// <param name="text">The text of the other side.</param>
    /// <param name="key">The key that must not appear. Empty if there is none.</param>
    public static string Clean(string text, ReadOnlySpan<char> key)
    {
        var visible = Visible(text.Length > MaximumInput ? text.AsSpan(0, MaximumInput) : text);
        return Shorten(KeyRedaction.Apply(visible, key));
    }

    /// <summary>The <c>error.message</c> of a JSON error body, otherwise its <c>message</c>, cleaned. Null if the body has none.</summary>
    internal static string? FromErrorBody(ReadOnlyMemory<byte> body, ReadOnlySpan<char> key)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaximumDepth });
            if (Message(document.RootElement) is { } message)
            {
                var cleaned = Clean(message, key);
                return cleaned.Length == 0 ? null : cleaned;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // It isn't JSON, or a string isn't valid Unicode: there is nothing to quote.
        }

        return null;
    }

    private static string? Message(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var holder = body.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? error : body;
        return holder.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() : null;
    }

    private static string Visible(ReadOnlySpan<char> text)
    {
        var visible = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            var escape = EscapeSequence.LengthAtStart(text);
            if (escape > 0)
            {
                text = text[escape..];
                continue;
            }

            if (Rune.DecodeFromUtf16(text, out var rune, out var consumed) == System.Buffers.OperationStatus.Done)
            {
                Append(visible, rune);
            }

            text = text[consumed..];
        }

        return visible.ToString().Trim();
    }

    private static void Append(StringBuilder visible, Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Control when rune.Value is '\n' or '\r' or '\t':
            case UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                if (visible.Length > 0 && visible[^1] != ' ')
                {
                    visible.Append(' ');
                }

                break;

            // Format characters change the text direction or hide inside words.
            case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned:
                break;

            default:
                visible.Append(rune.ToString());
                break;
        }
    }

    private static string Shorten(string text)
    {
        if (text.Length <= MaximumLength)
        {
            return text;
        }

        var end = MaximumLength - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }
}
