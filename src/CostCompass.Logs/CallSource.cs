using System.Runtime.CompilerServices;
using System.Text;
using CostCompass.Logs.Formats;

namespace CostCompass.Logs;

/// <summary>A source that is being read: adds its calls to the ledger, and reports what can't be read.</summary>
/// <param name="name">The source's name, for messages.</param>
/// <param name="path">The file, or null if the source isn't a file.</param>
/// <param name="number">Its position among the sources.</param>
/// <param name="defaults">Values for what a call doesn't contain.</param>
/// <param name="ledger">The ledger.</param>
/// <param name="report">Called with what can't be read.</param>
internal sealed class CallSource(string name, string? path, int number, MeterDefaults defaults, CallLedger ledger, Action<UsageFault> report)
{
    private RepeatedText _model = new();
    private RepeatedText _id = new();
    private RepeatedText _session = new();
    private CallOrigin? _origin;
    private (string Agent, string? Project, string? Session) _originOf;
    private ClineTaskFolder? _taskFolder;

    /// <summary>The file, or null if the source isn't a file.</summary>
    public string? Path => path;

    /// <summary>The data of the session in the previous lines.</summary>
    public LogSession Session { get; set; } = new();

    /// <summary>The number of faults so far.</summary>
    public int Faults { get; private set; }

    /// <summary>Whether reading continues later after the last complete line.</summary>
    public bool Continues { get; init; }

    /// <summary>The other files in the folder of a task.</summary>
    public ClineTaskFolder TaskFolder => _taskFolder ??= new ClineTaskFolder(path);

    /// <summary>Values for what a call doesn't contain.</summary>
    public MeterDefaults Defaults => defaults;

    /// <summary>The offset in the source at which the current document begins.</summary>
    public long Offset { get; set; }

    /// <summary>The line on which the current document begins.</summary>
    public long Line { get; set; }

    /// <summary>The response whose events are being read, or null.</summary>
    public AnthropicEvents.Streamed? Streamed { get; set; }

    /// <summary>Adds the call of the document.</summary>
    public void Add(MeteredCall call, bool isWhole) => Add(call, isWhole, Offset, Line);

    /// <summary>Adds a call that began elsewhere in the source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(MeteredCall call, bool isWhole, long offset, long line)
    {
        if (!ledger.Add(call, number, offset, isWhole))
        {
            Report(Logs.Faults.Conflict, line);
        }
    }

    /// <summary>Reports what is wrong with the document.</summary>
    public void Report(UsageFault fault) => Report(fault, Line);

    /// <summary>Reports what is wrong elsewhere in the source.</summary>
    public void Report(UsageFault fault, long line)
    {
        Faults++;
        report(fault with { Source = name, Line = line });
    }

    /// <summary>The origin of the calls. The same object is used until a value changes.</summary>
    public CallOrigin Origin(string agent, string? project, string? session)
    {
        if (_origin is null || _originOf != (agent, project, session))
        {
            _originOf = (agent, project, session);
            _origin = new CallOrigin(agent, Plain(project), Plain(session));
        }

        return _origin;
    }

    /// <summary>The ID of a session. Consecutive lines usually share one string.</summary>
    public string SessionId(ReadOnlySpan<byte> bytes) => _session.Of(bytes);

    /// <summary>The name of a model. Consecutive calls share one string.</summary>
    public string Model(ReadOnlySpan<byte> bytes) => _model.Of(bytes);

    /// <summary>The ID of a response. Consecutive log lines often share one.</summary>
    public string Id(ReadOnlySpan<byte> bytes) => _id.Of(bytes);

    private static string? Plain(string? text) => string.IsNullOrEmpty(text) ? null : ForeignText.Plain(text);

    // Uses one string for a text as long as it repeats.
    private struct RepeatedText()
    {
        private byte[] _bytes = [];
        private int _length;
        private string _text = "";

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public string Of(ReadOnlySpan<byte> bytes)
        {
            if (!bytes.SequenceEqual(_bytes.AsSpan(0, _length)))
            {
                _bytes = bytes.Length > _bytes.Length ? new byte[bytes.Length] : _bytes;
                bytes.CopyTo(_bytes);
                (_length, _text) = (bytes.Length, Encoding.UTF8.GetString(bytes));
            }

            return _text;
        }
    }
}
