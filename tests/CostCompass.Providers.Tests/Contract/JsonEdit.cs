using System.Text;
using System.Text.Json;

namespace CostCompass.Providers.Tests.Contract;

/// <summary>Changes one field of a JSON text by its path, in ways that a JSON library would not let through.</summary>
internal static class JsonEdit
{
    public static string Without(string json, string path) => Apply(json, path, (_, _, _) => { });

    public static string With(string json, string path, string rawValue) => Apply(json, path, (writer, name, _) =>
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(rawValue, skipInputValidation: true);
    });

    public static string Twice(string json, string path) => Apply(json, path, (writer, name, value) =>
    {
        for (var time = 0; time < 2; time++)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    });

    private static string Apply(string json, string path, Action<Utf8JsonWriter, string, JsonElement> edit)
    {
        using var document = JsonDocument.Parse(json);
        using var stream = new MemoryStream();
        var isFound = false;
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { SkipValidation = true }))
        {
            Copy(document.RootElement, string.Empty, writer, (name, value, at) =>
            {
                if (at != path)
                {
                    return false;
                }

                isFound = true;
                edit(writer, name, value);
                return true;
            });
        }

        Assert.True(isFound, $"The sample has no field {path}.");
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Copy(JsonElement element, string path, Utf8JsonWriter writer, Func<string, JsonElement, string, bool> replace)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                    if (!replace(property.Name, property.Value, at))
                    {
                        writer.WritePropertyName(property.Name);
                        Copy(property.Value, at, writer, replace);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    Copy(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"), writer, replace);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
