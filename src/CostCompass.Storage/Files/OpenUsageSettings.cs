using System.Security.Cryptography;
using System.Text.Json;

namespace CostCompass.Storage.Files;

/// <summary>
/// Reads the accounts in the settings of OpenUsage, a JSON file: <c>accounts</c> contains those that a user wrote, and
/// <c>auto_detected_accounts</c> those that OpenUsage detected. Only <c>id</c>, <c>provider</c>, <c>api_key_env</c> and <c>base_url</c> are read.
/// </summary>
public static class OpenUsageSettings
{
    /// <summary>The maximum size of the file in bytes.</summary>
    public const int MaximumLength = 1 << 20;

    private static readonly HashSet<string> KeyNames = new(StringComparer.Ordinal)
    {
        "key", "apikey", "token", "apitoken", "accesstoken", "authtoken", "bearertoken", "secret", "apisecret", "secretkey", "password",
    };

    /// <summary>The default path of the file.</summary>
    public static string DefaultPath => OperatingSystem.IsWindows()
        ? Path.Combine(FolderOf(Environment.SpecialFolder.ApplicationData), "openusage", "settings.json")
        : Path.Combine(FolderOf(Environment.SpecialFolder.UserProfile), ".config", "openusage", "settings.json");

    // Doesn't access the disk: a folder that doesn't exist yet has a path too.
    private static string FolderOf(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>Reads the accounts: first those that a user wrote, then those with other names that OpenUsage detected.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="CostException"><c>InvalidOpenUsageSettings</c>.</exception>
    public static IReadOnlyList<OpenUsageAccount> Read(Stream stream, string file)
    {
        var buffer = new byte[MaximumLength + 1];
        try
        {
            int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (length > MaximumLength)
            {
                throw AccountErrors.InvalidOpenUsageSettings(file, "It is larger than 1 MB.");
            }

            using JsonDocument document = Parse(buffer.AsMemory(0, length), file);
            return ReadAll(document.RootElement, file);
        }
        catch (InvalidOperationException)
        {
            // JSON can contain bytes and unpaired surrogates that aren't text, in names and in values.
            throw AccountErrors.InvalidOpenUsageSettings(file, "It contains text that isn't valid Unicode.");
        }
        finally
        {
            // The cause is omitted, because it may contain a key.
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> content, string file)
    {
        // The byte order mark that some editors write.
        ReadOnlyMemory<byte> json = content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException exception)
        {
            // The parser's message about the position may contain part of the content.
            throw AccountErrors.InvalidOpenUsageSettings(file, exception.LineNumber is { } line
                ? string.Create(CultureInfo.InvariantCulture, $"It is not valid JSON: line {line + 1} can't be read.")
                : "It is not valid JSON.");
        }
    }

    private static List<OpenUsageAccount> ReadAll(JsonElement root, string file)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("accounts", out _))
        {
            throw AccountErrors.InvalidOpenUsageSettings(file, "It has no list of accounts.");
        }

        List<OpenUsageAccount> accounts = ReadList(root, "accounts", file);
        var names = accounts.Select(account => account.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        accounts.AddRange(ReadList(root, "auto_detected_accounts", file).Where(account => !names.Contains(account.Id)));
        return accounts;
    }

    private static List<OpenUsageAccount> ReadList(JsonElement root, string name, string file)
    {
        if (!root.TryGetProperty(name, out JsonElement list) || list.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw AccountErrors.InvalidOpenUsageSettings(file, $"'{name}' is not a list.");
        }

        var accounts = new List<OpenUsageAccount>();
        foreach (JsonElement element in list.EnumerateArray())
        {
            int number = accounts.Count + 1;
            if (element.ValueKind != JsonValueKind.Object)
            {
                throw AccountErrors.InvalidOpenUsageSettings(
                    file, string.Create(CultureInfo.InvariantCulture, $"Entry {number} of '{name}' is not an account."));
            }

            accounts.Add(new OpenUsageAccount(
                number,
                Text(element, "id"),
                Text(element, "provider"),
                Text(element, "api_key_env"),
                Text(element, "base_url"),
                element.EnumerateObject().Any(IsKey)));
        }

        return accounts;

        string? Text(JsonElement account, string property)
        {
            if (!account.TryGetProperty(property, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            if (value.ValueKind != JsonValueKind.String)
            {
                throw AccountErrors.InvalidOpenUsageSettings(file, $"A '{property}' in '{name}' is not text.");
            }

            string text = value.GetString()!.Trim();
            return text.Length > 0 ? text : null;
        }
    }

    private static bool IsKey(JsonProperty property)
    {
        string name = property.Name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        return KeyNames.Contains(name) && property.Value.ValueKind == JsonValueKind.String && !property.Value.ValueEquals("");
    }
}
