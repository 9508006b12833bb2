using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CostCompass.SessionLogs;

/// <summary>One session: a person asks, the model answers in one to four lines per call, tools report.</summary>
internal sealed class Session
{
    private const int LinesKept = 24;

    private readonly LogOptions _options;
    private readonly Prose _prose;
    private readonly Random _chance;
    private readonly ArrayBufferWriter<byte> _line = new(1 << 16);
    private readonly Queue<byte[]> _end = new();
    private readonly string _folder;
    private DateTime _now;
    private string _parent = "";
    private long _context;

    public Session(LogOptions options, Prose prose, Random chance, int number)
    {
        _options = options;
        _prose = prose;
        _chance = chance;
        Id = NewGuid();
        _folder = string.Create(CultureInfo.InvariantCulture, $"/home/dev/project-{number % 12:00}");
        _now = options.Month.AddSeconds(chance.NextDouble() * (options.Month.AddMonths(1).AddHours(-20) - options.Month).TotalSeconds);
    }

    public string Id { get; }

    public long Lines { get; private set; }

    public long Calls { get; private set; }

    /// <summary>The last lines, with which a resumed session begins.</summary>
    public byte[] End => [.. _end.SelectMany(line => line)];

    public void WriteTo(Stream file, long bytes)
    {
        DateTime end = _options.Month.AddMonths(1).AddHours(-1);
        string model = _options.Models[_chance.Next(_options.Models.Count)];
        long start = file.Length;
        Summary(file);
        while (file.Length - start < bytes)
        {
            Person(file);
            for (int calls = 1 + _chance.Next(12); calls > 0; calls--)
            {
                Answer(file, model);
                ToolResult(file);
            }

            // A session that is longer than what is left of the month goes on within its last hour.
            _now = _now < end ? _now : end.AddSeconds(_chance.Next(1_000));
        }
    }

    private void Summary(Stream file) => Line(file, json =>
    {
        json.WriteString("type", "summary");
        json.WriteString("summary", _prose.Take(_chance, 40));
        json.WriteString("leafUuid", NewGuid());
    });

    private void Person(Stream file)
    {
        Wait(5, 300);
        Line(file, json =>
        {
            Envelope(json, "user");
            json.WriteStartObject("message");
            json.WriteString("role", "user");
            json.WriteString("content", _prose.Take(_chance, Prose.Length(_chance, 200, 4_000)));
            json.WriteEndObject();
            Close(json);
        });
    }

    private void Answer(Stream file, string model)
    {
        string message = "msg_" + NewGuid().Replace("-", "", StringComparison.Ordinal)[..24];
        string request = "req_" + NewGuid().Replace("-", "", StringComparison.Ordinal)[..24];
        long misses = 200 + _chance.Next(4_000);
        long hits = _context / 128 * 128;
        long output = 0;
        Calls++;
        int blocks = 1 + (_chance.Next(3) == 0 ? 0 : _chance.Next(4));
        for (int block = 0; block < blocks; block++)
        {
            Wait(1, 8);
            output += 20 + _chance.Next(600);
            Line(file, json =>
            {
                Envelope(json, "assistant");
                json.WriteStartObject("message");
                json.WriteString("id", message);
                json.WriteString("type", "message");
                json.WriteString("role", "assistant");
                json.WriteString("model", model);
                Content(json, block, blocks);
                json.WriteNull("stop_reason");
                json.WriteNull("stop_sequence");
                json.WriteStartObject("usage");
                json.WriteNumber("input_tokens", misses);
                json.WriteNumber("cache_creation_input_tokens", 0);
                json.WriteNumber("cache_read_input_tokens", hits);
                json.WriteNumber("output_tokens", output);
                json.WriteString("service_tier", "standard");
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteString("requestId", request);
                Close(json);
            });
        }

        _context = _context + misses + output > 120_000 ? 8_000 : _context + misses + output;
    }

    private void Content(Utf8JsonWriter json, int block, int blocks)
    {
        json.WriteStartArray("content");
        json.WriteStartObject();
        if (block < blocks - 1 || blocks == 1)
        {
            json.WriteString("type", "text");
            json.WriteString("text", _prose.Take(_chance, Prose.Length(_chance, 500, 12_000)));
        }
        else
        {
            json.WriteString("type", "tool_use");
            json.WriteString("id", "toolu_" + NewGuid()[..20]);
            json.WriteString("name", "Edit");
            json.WriteStartObject("input");
            json.WriteString("file_path", _folder + "/src/Parser.cs");
            json.WriteString("old_string", _prose.Take(_chance, Prose.Length(_chance, 300, 6_000)));
            json.WriteString("new_string", _prose.Take(_chance, Prose.Length(_chance, 400, 8_000)));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void ToolResult(Stream file)
    {
        Wait(1, 20);
        Line(file, json =>
        {
            Envelope(json, "user");
            json.WriteStartObject("message");
            json.WriteString("role", "user");
            json.WriteStartArray("content");
            json.WriteStartObject();
            json.WriteString("tool_use_id", "toolu_" + NewGuid()[..20]);
            json.WriteString("type", "tool_result");
            ReadOnlySpan<char> text = _prose.Take(_chance, Prose.Length(_chance, 1_600, 60_000));
            json.WriteString("content", text);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartObject("toolUseResult");
            json.WriteString("stdout", text);
            json.WriteString("stderr", "");
            json.WriteBoolean("interrupted", false);
            json.WriteEndObject();
            Close(json);
        });
    }

    private void Envelope(Utf8JsonWriter json, string type)
    {
        json.WriteString("parentUuid", _parent);
        json.WriteBoolean("isSidechain", false);
        json.WriteString("userType", "external");
        json.WriteString("cwd", _folder);
        json.WriteString("sessionId", Id);
        json.WriteString("version", "2.0.14");
        json.WriteString("gitBranch", "main");
        json.WriteString("type", type);
    }

    private void Close(Utf8JsonWriter json)
    {
        _parent = NewGuid();
        json.WriteString("uuid", _parent);
        json.WriteString("timestamp", _now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    private void Line(Stream file, Action<Utf8JsonWriter> write)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        _line.Write("\n"u8);
        file.Write(_line.WrittenSpan);
        _end.Enqueue(_line.WrittenSpan.ToArray());
        if (_end.Count > LinesKept)
        {
            _end.Dequeue();
        }

        Lines++;
    }

    private void Wait(double least, double most) => _now = _now.AddMilliseconds((int)(1000 * (least + (_chance.NextDouble() * (most - least)))));

    // Not Guid.NewGuid: the same seed gives the same file.
    private string NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        _chance.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
