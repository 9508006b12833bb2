using System.Text;
using CostCompass.Metering.Ledger;
using CostCompass.Metering.Reading;

namespace CostCompass.Metering;

/// <summary>
/// Reads calls from answers and logs: chat completions (whole, only their <c>usage</c>, or streamed), answers in the formats of
/// Anthropic and of the Responses interface, and the session logs of Claude Code. An answer counts once however often it is
/// repeated, with the last of its states: the one that was complete last, over all files.
/// Several threads may read at once.
/// </summary>
public sealed class CallMeter
{
    // Half of a character becomes what no JSON may hold, so that its line is refused and not read with another name.
    private static readonly DecoderFallback Refused = new DecoderReplacementFallback("\u0001");

    private static readonly Encoding LittleEndian = Encoding.GetEncoding("utf-16", EncoderFallback.ExceptionFallback, Refused);
    private static readonly Encoding BigEndian = Encoding.GetEncoding("utf-16BE", EncoderFallback.ExceptionFallback, Refused);

    private readonly MeterDefaults _defaults;
    private readonly CallLedger _ledger = new();
    private int _taken;

    /// <summary>Makes a meter.</summary>
    /// <param name="defaults">What is known of calls that do not say it themselves.</param>
    public CallMeter(MeterDefaults defaults) => _defaults = defaults;

    /// <summary>How many calls there are.</summary>
    public int Count => _ledger.Count;

    internal CallLedger Ledger => _ledger;

    /// <summary>
    /// Reads a stream to its end: JSON Lines, documents one after the other, arrays of them, or saved events; UTF-8 with or without
    /// a byte order mark, UTF-16 with one, or any of them packed with gzip.
    /// </summary>
    /// <param name="stream">The bytes. It is not closed.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <param name="number">Its place among the sources; of two states of an answer with one instant the later source's counts.</param>
    /// <param name="report">Told what cannot be read, on the thread of the caller.</param>
    /// <param name="advance">Told how many bytes more of text were read; null when nobody wants to know.</param>
    /// <param name="stop">Stops reading.</param>
    /// <exception cref="InvalidDataException">
    /// The stream is packed, and damaged or cut off. What could be unpacked has been read all the same.
    /// </exception>
    /// <exception cref="IOException">The stream cannot be read to its end. What came before has been read all the same.</exception>
    public void Read(
        Stream stream, string source, int number, Action<UsageFault> report, Action<int>? advance = null, CancellationToken stop = default)
    {
        var usageSource = new UsageSource(source, number, report, advance ?? (_ => { }));
        using var peeked = new PeekedStream(stream);
        using Stream? unpacked = peeked.Begins([0x1F, 0x8B]) ? new PackedStream(peeked) : null;
        using PeekedStream? inside = unpacked is null ? null : new PeekedStream(unpacked);
        PeekedStream text = inside ?? peeked;
        using Stream? transcoded = text.Begins([0xFF, 0xFE]) ? Encoding.CreateTranscodingStream(text, LittleEndian, Encoding.UTF8, leaveOpen: true)
            : text.Begins([0xFE, 0xFF]) ? Encoding.CreateTranscodingStream(text, BigEndian, Encoding.UTF8, leaveOpen: true)
            : null;
        using var reader = new UsageReader(transcoded ?? text, usageSource, _defaults, _ledger);
        reader.Read(stop);
    }

    /// <summary>
    /// The calls that no later line can change and that have not been taken yet: whole answers, and calls without an id. Other
    /// threads may go on reading.
    /// </summary>
    public IEnumerable<MeteredCall> TakeSettled()
    {
        for (; _taken < _ledger.Count; _taken++)
        {
            if (_ledger.TryTake(_taken, onlyWhole: true, out CallRecord call))
            {
                yield return ToCall(call);
            }
        }
    }

    /// <summary>Every call that has not been taken yet, by instant. Nothing may be read meanwhile.</summary>
    public IEnumerable<MeteredCall> TakeRest()
    {
        int[] order = [.. Enumerable.Range(0, _ledger.Count)
            .Where(index => !_ledger[index].IsTaken)
            .OrderBy(index => _ledger[index].At)
            .ThenBy(index => _ledger[index].Source)
            .ThenBy(index => _ledger[index].Offset)];
        foreach (int index in order)
        {
            if (_ledger.TryTake(index, onlyWhole: false, out CallRecord call))
            {
                yield return ToCall(call);
            }
        }
    }

    private MeteredCall ToCall(in CallRecord call) => new()
    {
        Id = _ledger.IdOf(call),
        At = new DateTimeOffset(call.At, TimeSpan.Zero),
        StartedAt = call.StartedAt > 0 ? new DateTimeOffset(call.StartedAt, TimeSpan.Zero) : null,
        Model = _ledger.ModelName(call.Model),
        CacheHitTokens = call.CacheHit,
        CacheMissTokens = call.CacheMiss,
        OutputTokens = call.Output,
        ReasoningTokens = call.Reasoning < 0 ? null : call.Reasoning,
        Searches = call.Searches,
    };
}
