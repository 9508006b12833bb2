using System.Text.Json;
using System.Text.Json.Serialization;

namespace CostCompass.Logs;

/// <summary>
/// The data that a log contains once for all lines that follow. With this data and a position in the log, reading can continue from there.
/// </summary>
internal sealed partial record LogSession
{
    /// <summary>The ID of the session.</summary>
    public string? Id { get; init; }

    /// <summary>The folder in which the agent works.</summary>
    public string? Project { get; init; }

    /// <summary>The start time, in UTC ticks. 0 if it is unknown.</summary>
    public long StartedAt { get; init; }

    /// <summary>The number of events that come from the parent session of a fork. With <see cref="long.MaxValue"/>, those at the beginning.</summary>
    public long Inherited { get; init; }

    /// <summary>The provider of the models.</summary>
    public string? Provider { get; init; }

    /// <summary>The current model.</summary>
    public string? Model { get; init; }

    /// <summary>The token totals of the session so far, as the log contains them, or null before the first call.</summary>
    public RunningTotal? Total { get; init; }

    /// <summary>The session as JSON, in ASCII. Null if it is empty.</summary>
    public string? ToText() => this == new LogSession() ? null : JsonSerializer.Serialize(this, Json.Default.LogSession);

    /// <summary>Reads a session. Null if the text isn't one.</summary>
    /// <param name="text">The JSON, or null for an empty session.</param>
    public static LogSession? FromText(string? text)
    {
        try
        {
            return text is null ? new LogSession() : JsonSerializer.Deserialize(text, Json.Default.LogSession);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Totals that only increase: of the prompts, of their cached part, and of the responses.</summary>
    internal sealed record RunningTotal(int Input, int Cached, int Output, int Reasoning);

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonSerializable(typeof(LogSession))]
    private sealed partial class Json : JsonSerializerContext;
}
