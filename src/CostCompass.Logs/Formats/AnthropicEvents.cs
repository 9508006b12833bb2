using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// The events of a response that Anthropic's API streams. The first event may count the prompt, and later events may repeat any count. The
/// last value of each count is used.
/// </summary>
internal sealed class AnthropicEvents(FieldTree fields) : AnthropicAnswer(fields, "message.", isUsageItself: false)
{
    private readonly int _type = fields.Add("type");
    private readonly int _first = fields.Add("message.usage");
    private readonly int _later = fields.Add("usage");
    private readonly int[] _firstCounts = CountsAt(fields, "message.usage.", Names);
    private readonly int[] _laterCounts = CountsAt(fields, "usage.", Names);

    /// <summary>A response whose events are being read.</summary>
    internal sealed class Streamed(MeteredCall head, int[] counts, long offset, long line)
    {
        public MeteredCall Head => head;

        public int[] Counts => counts;

        public long Offset => offset;

        public long Line => line;

        /// <summary>Whether an event with final counts was read.</summary>
        public bool HasFinal { get; set; }
    }

    /// <inheritdoc/>
    public override bool TryTake(LogDocument document, CallSource source)
    {
        if (document.Is(_type, "message_stop"u8))
        {
            Finish(source);
            return true;
        }

        if (document.Is(_type, "message_delta"u8))
        {
            bool isWithin = document[_first].IsObject;
            if (isWithin || document[_later].IsObject)
            {
                Update(document, isWithin ? _firstCounts : _laterCounts, source);
                return true;
            }

            return false;
        }

        if (!document.Is(_type, "message_start"u8) || !document[_first].IsObject)
        {
            return false;
        }

        Begin(document, source);
        return true;
    }

    /// <summary>Ends the response whose events were being read, if there is one.</summary>
    public void Finish(CallSource source)
    {
        if (source.Streamed is not { } answer)
        {
            return;
        }

        source.Streamed = null;
        TokenCounts tokens = default;
        UsageFault? fault = answer.HasFinal ? Count(answer.Counts, source.Defaults, answer.Head.At, out tokens) : Faults.Unfinished;
        if (fault is not null)
        {
            source.Report(fault, answer.Line);
        }
        else
        {
            MeteredCall call = answer.Head with
            {
                CacheHitTokens = tokens.Hits,
                CacheMissTokens = tokens.Misses,
                OutputTokens = tokens.Output,
                ReasoningTokens = tokens.Reasoning < 0 ? null : tokens.Reasoning,
                Searches = tokens.Searches,
            };
            source.Add(call, isWhole: true, answer.Offset, answer.Line);
        }
    }

    // Counts that the first event doesn't have are in the last one.
    private void Begin(LogDocument document, CallSource source)
    {
        int[] counts = new int[_firstCounts.Length];
        Read(document, _firstCounts, counts);
        UsageFault? fault = ReadInstants(document, source.Defaults, out DateTimeOffset at, out DateTimeOffset? startedAt);
        fault ??= counts.Contains(LogDocument.InvalidCount) ? Faults.BadCount : HasModel(document, source) ? null : Faults.NoModel;
        if (fault is not null)
        {
            source.Report(fault);
            return;
        }

        Finish(source);
        source.Streamed = new Streamed(Call(document, source, at, startedAt, default), counts, source.Offset, source.Line);
    }

    private static void Update(LogDocument document, int[] fields, CallSource source)
    {
        int[] counts = new int[fields.Length];
        Read(document, fields, counts);
        if (counts.Contains(LogDocument.InvalidCount) || counts[Output] < 0 || source.Streamed is not { } answer)
        {
            // If its counts are missing, the earlier counts of the response would be wrong.
            source.Streamed = null;
            source.Report(counts.Contains(LogDocument.InvalidCount) ? Faults.BadCount : Faults.Incomplete);
            return;
        }

        answer.HasFinal = true;
        for (int index = 0; index < counts.Length; index++)
        {
            answer.Counts[index] = counts[index] == LogDocument.NoCount ? answer.Counts[index] : counts[index];
        }
    }
}
