using System.Buffers;
using System.Collections;
using System.Management.Automation;
using System.Text.Json;

namespace CostCompass.Commands;

/// <summary>
/// Writes a pipeline object as JSON, so that all input has the same reader. Names that no format uses are skipped, because a response
/// can contain anything.
/// </summary>
internal sealed class UsageObjectJson
{
    private const int DeepestLevel = 4;

    private static readonly Dictionary<string, string> Names = new[]
    {
        "id", "model", "type", "object", "created", "created_at", "completed_at", "timestamp", "requestId", "usage", "message", "response",
        "prompt_tokens", "completion_tokens", "total_tokens", "prompt_cache_hit_tokens", "prompt_cache_miss_tokens", "input_tokens",
        "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens", "prompt_tokens_details", "completion_tokens_details",
        "input_tokens_details", "output_tokens_details", "cached_tokens", "reasoning_tokens", "server_tool_use", "web_search_requests",
        "web_fetch_requests",
    }.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    // Members that any object may have and that say nothing about a call.
    private static readonly string[] Common = ["id", "model", "created", "created_at", "completed_at", "timestamp", "requestId"];

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>An object as JSON. Null if it has none of the members of a response or a log.</summary>
    /// <param name="input">The object, from Invoke-RestMethod or ConvertFrom-Json, or a dictionary.</param>
    public ReadOnlyMemory<byte>? Write(object input)
    {
        if (!MembersOf(input).Any(member => Names.TryGetValue(member.Name, out string? known) && !Common.Contains(known)))
        {
            return null;
        }

        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            WriteMembers(json, input, 1);
        }

        return _buffer.WrittenMemory;
    }

    private static void WriteMembers(Utf8JsonWriter json, object input, int level)
    {
        json.WriteStartObject();
        foreach ((string name, object? value) in MembersOf(input))
        {
            if (Names.TryGetValue(name, out string? known))
            {
                json.WritePropertyName(known);
                WriteValue(json, value, level);
            }
        }

        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, object? Value)> MembersOf(object input)
    {
        if (BaseOf(input) is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                if (entry.Key is string name)
                {
                    yield return (name, entry.Value);
                }
            }

            yield break;
        }

        foreach (PSPropertyInfo property in PSObject.AsPSObject(input).Properties)
        {
            if (Names.ContainsKey(property.Name))
            {
                yield return (property.Name, property.Value);
            }
        }
    }

    private static object? BaseOf(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static void WriteValue(Utf8JsonWriter json, object? value, int level)
    {
        object? plain = BaseOf(value);
        switch (plain)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case DateTime or DateTimeOffset:
                // JSON converters turn text that looks like a date into a date. A date without an offset stays without one and is rejected.
                json.WriteStringValue(((IFormattable)plain).ToString("O", CultureInfo.InvariantCulture));
                break;
            case double or float or decimal:
                WriteReal(json, Convert.ToDouble(plain, CultureInfo.InvariantCulture), plain);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or System.Numerics.BigInteger:
                json.WriteRawValue(Convert.ToString(plain, CultureInfo.InvariantCulture)!);
                break;
            default:
                if (level < DeepestLevel && plain is not (IEnumerable and not IDictionary))
                {
                    WriteMembers(json, plain, level + 1);
                }
                else
                {
                    json.WriteNullValue();
                }

                break;
        }
    }

    // A whole number may have become a floating-point number. One with a fraction keeps it, and is rejected as a count.
    private static void WriteReal(Utf8JsonWriter json, double value, object plain)
    {
        if (double.IsInteger(value) && Math.Abs(value) < 1e15)
        {
            json.WriteNumberValue((long)value);
        }
        else if (double.IsFinite(value))
        {
            json.WriteRawValue(Convert.ToString(plain, CultureInfo.InvariantCulture)!);
        }
        else
        {
            json.WriteStringValue("not a number");
        }
    }
}
