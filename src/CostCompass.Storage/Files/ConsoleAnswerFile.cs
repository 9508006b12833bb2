using System.Text;
using System.Text.Json;

namespace CostCompass.Storage.Files;

/// <summary>
/// A file with saved answers of the console's pages: one answer, an array of answers, or an HTTP archive (<c>.har</c>) of the browser. Of an
/// archive, only the answers are read and never the requests, whose headers contain the token of the session. No value of the file is quoted in a
/// message.
/// </summary>
internal static class ConsoleAnswerFile
{
    private const int DeepestValue = 128;
    private const int LongestBeginning = 64;

    // Answers of these pages by key contain the same usage again.
    private static readonly string[] Pages = ["/api/v0/usage/amount", "/api/v0/usage/cost", "/users/get_all_invoice"];

    /// <summary>Whether a file starts like JSON.</summary>
    /// <param name="stream">The file, which must be seekable.</param>
    public static bool IsJson(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[LongestBeginning];
        int count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return ((ReadOnlySpan<byte>)bytes[..count]).TrimStart("\uFEFF \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
    }

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">Its path, for messages.</param>
    /// <exception cref="CostException"><c>ExportAnswerInvalid</c>, <c>ExportTooLarge</c>, <c>ExportContradictory</c>.</exception>
    public static UsageExport Read(Stream stream, string name)
    {
        string shown = ExportText.Shown(name);
        try
        {
            return ReadAnswers(stream, name, shown);
        }
        catch (InvalidOperationException)
        {
            // A text that isn't UTF-8 or has half of a character.
            throw NotJson(shown);
        }
    }

    private static UsageExport ReadAnswers(Stream stream, string name, string shown)
    {
        using JsonDocument document = Parse(stream, name, shown);
        var answers = new ConsoleAnswerReader(shown);
        if (document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("log", out JsonElement log)
            && log.ValueKind == JsonValueKind.Object && log.TryGetProperty("entries", out JsonElement entries) && entries.ValueKind == JsonValueKind.Array)
        {
            ReadArchive(entries, answers, shown);
        }
        else if (document.RootElement.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement answer in document.RootElement.EnumerateArray())
            {
                answers.Take(answer);
            }
        }
        else
        {
            answers.Take(document.RootElement);
        }

        return answers.Build();
    }

    // If a page was loaded again, its last complete answer counts.
    private static void ReadArchive(JsonElement entries, ConsoleAnswerReader answers, string shown)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonElement entry in entries.EnumerateArray())
        {
            if (TextAt(entry, "request", "url") is { } address && Uri.TryCreate(address, UriKind.Absolute, out Uri? url)
                && Array.Exists(Pages, page => url.AbsolutePath.EndsWith(page, StringComparison.Ordinal))
                && TextAt(entry, "response", "content", "text") is { Length: > 0 } text)
            {
                texts[url.PathAndQuery] = TextAt(entry, "response", "content", "encoding") == "base64" ? Decode(text, shown) : text;
            }
        }

        if (texts.Count == 0)
        {
            throw UsageExportErrors.ExportAnswerInvalid(shown, "doesn't contain an answer about usage, cost or invoices");
        }

        foreach (string text in texts.Values)
        {
            using JsonDocument answer = Parse(text, shown);
            answers.Take(answer.RootElement);
        }
    }

    private static string? TextAt(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }

    private static string Decode(string text, string shown)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            throw NotJson(shown);
        }
    }

    private static JsonDocument Parse(Stream stream, string name, string shown)
    {
        try
        {
            return JsonDocument.Parse(new MeasuredStream(stream, new InflationBudget(name, 0)), new JsonDocumentOptions { MaxDepth = DeepestValue });
        }
        catch (JsonException)
        {
            throw NotJson(shown);
        }
    }

    private static JsonDocument Parse(string text, string shown)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestValue });
        }
        catch (JsonException)
        {
            throw NotJson(shown);
        }
    }

    // Without the cause: its text could contain a part of the file.
    private static CostException NotJson(string shown) => UsageExportErrors.ExportAnswerInvalid(shown, "isn't complete JSON");
}
