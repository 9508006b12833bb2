using System.Runtime.CompilerServices;

namespace CostCompass.Metering.Reading;

/// <summary>Says what call a document tells of, if any.</summary>
/// <param name="defaults">What the caller knows of calls that do not say it themselves.</param>
internal sealed class CallInterpreter(MeterDefaults defaults)
{
    // Before it there was no cache, so that every token of a prompt was a miss and no answer says so.
    private static readonly long FirstCache = new DateTime(2024, 8, 2, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>Interprets a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="data">The buffer that it is in.</param>
    /// <param name="call">The call, as far as there is one.</param>
    /// <param name="fault">What is wrong with it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CallOutcome Interpret(in CallDocument document, ReadOnlySpan<byte> data, out CallReading call, out CallFault? fault)
    {
        call = default;
        fault = null;
        AnswerFields top = document.Top;
        AnswerFields inner = document.Inner;
        if (Is(top.Type, data, "message_stop"u8))
        {
            return CallOutcome.End;
        }

        bool isProgress = Is(top.Type, data, "message_delta"u8);
        AnswerFields answer = Answer(document);
        if (!answer.HasUsage)
        {
            fault = (top.HasOddUsage || inner.HasOddUsage) && (top.Model.IsThere || inner.Model.IsThere) ? CallFault.Incomplete : null;
            return fault is null ? CallOutcome.Nothing : CallOutcome.Fault;
        }

        if (isProgress)
        {
            fault = TokenCounts.HasInvalid(answer.Usage) ? CallFault.BadCount : answer.Usage.OutputTokens < 0 ? CallFault.Incomplete : null;
            return CallOutcome.Progress;
        }

        call.Id = answer.Id.IsThere ? answer.Id : document.RequestId.IsThere ? document.RequestId : top.Id;
        call.Model = answer.Model.IsThere ? answer.Model : top.Model;
        call.IsWhole = !document.Timestamp.IsThere && !Is(answer.Kind, data, "chat.completion.chunk"u8);
        fault = FillInstants(document, answer, data, ref call);
        bool isStart = Is(top.Type, data, "message_start"u8);
        CallFault? countFault = FillCounts(answer.Usage, Is(answer.Kind, data, "response"u8), ref call);

        // What the first event of a stream does not count yet, the last one does.
        fault ??= isStart && countFault != CallFault.BadCount ? null : countFault;
        if (IsPlaceholder(call, data))
        {
            return CallOutcome.Nothing;
        }

        fault ??= call.Model.IsThere || defaults.Model is not null ? null : CallFault.NoModel;
        return fault is not null ? CallOutcome.Fault
            : isStart ? CallOutcome.Start
            : CallOutcome.Call;
    }

    /// <summary>The part of a document that has the usage.</summary>
    public static AnswerFields Answer(in CallDocument document) => document.Inner.HasUsage ? document.Inner : document.Top;

    /// <summary>Fills in the counts of a call whose instant is known.</summary>
    public CallFault? FillCounts(in UsageCounts usage, bool isResponse, ref CallReading call)
    {
        bool hasNoCache = call.At > 0 && call.At < FirstCache;
        return TokenCounts.Fill(usage, isResponse, hasNoCache || defaults.AcceptsUnknownSplit, ref call);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CallFault? FillInstants(in CallDocument document, in AnswerFields answer, ReadOnlySpan<byte> data, ref CallReading call)
    {
        long created = 0;
        long completed = 0;
        long stamp = 0;
        if ((document.Timestamp.IsThere && !InstantText.TryRead(document.Timestamp.Bytes(data), out stamp))
            || (answer.Completed.IsThere && !TryReadInstant(answer.Completed, data, out completed))
            || (answer.Created.IsThere && !TryReadInstant(answer.Created, data, out created)))
        {
            return CallFault.BadInstant;
        }

        // What is known of the end decides; where only the beginning is known, that must do.
        long end = stamp > 0 ? stamp : completed > 0 ? completed : defaults.At?.UtcTicks ?? 0;
        call.At = end > 0 ? end : created;
        call.StartedAt = created > 0 && created < call.At ? created : 0;
        return call.At > 0 ? null : CallFault.NoInstant;
    }

    // Seconds are a number, and what is written as text is ISO 8601.
    private static bool TryReadInstant(JsonText instant, ReadOnlySpan<byte> data, out long ticks) => data[instant.Start - 1] == (byte)'"'
        ? InstantText.TryRead(instant.Bytes(data), out ticks)
        : InstantText.TryReadSeconds(instant.Bytes(data), out ticks);

    // Claude Code writes lines of its own in the shape of an answer, such as errors: model <synthetic>, all counts 0.
    private static bool IsPlaceholder(in CallReading call, ReadOnlySpan<byte> data) =>
        call.CacheHit == 0 && call.CacheMiss == 0 && call.Output <= 0 && Is(call.Model, data, "<synthetic>"u8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Is(JsonText text, ReadOnlySpan<byte> data, ReadOnlySpan<byte> expected) =>
        text.IsThere && text.Bytes(data).SequenceEqual(expected);
}
