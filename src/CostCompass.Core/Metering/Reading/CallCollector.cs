using System.Runtime.CompilerServices;
using System.Text;
using CostCompass.Metering.Ledger;

namespace CostCompass.Metering.Reading;

/// <summary>Puts the calls of one source into the ledger; of an answer that is streamed as events, when its last event is there.</summary>
/// <param name="source">The source.</param>
/// <param name="defaults">What the caller knows of calls that do not say it themselves.</param>
/// <param name="ledger">The ledger.</param>
internal sealed class CallCollector(UsageSource source, MeterDefaults defaults, CallLedger ledger)
{
    private readonly CallInterpreter _interpreter = new(defaults);
    private StreamedAnswer? _streamed;

    /// <summary>Takes a document; what is wrong with it, or null.</summary>
    /// <param name="document">The document.</param>
    /// <param name="data">The buffer that it is in.</param>
    /// <param name="offset">Where in the stream it begins.</param>
    /// <param name="line">The line on which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CallFault? Take(in CallDocument document, ReadOnlySpan<byte> data, long offset, long line)
    {
        CallOutcome outcome = _interpreter.Interpret(document, data, out CallReading call, out CallFault? fault);
        switch (outcome)
        {
            case CallOutcome.Fault:
                return fault;
            case CallOutcome.Call:
                return Add(call, call.Id.IsThere ? call.Id.Bytes(data) : [], ModelOf(call, data), offset);
            case CallOutcome.Start:
                Finish();
                _streamed = new StreamedAnswer(
                    call,
                    CallInterpreter.Answer(document).Usage,
                    call.Id.IsThere ? call.Id.Bytes(data).ToArray() : [],
                    ModelOf(call, data).ToArray(),
                    offset,
                    line);
                return null;
            case CallOutcome.Progress when fault is not null:
                // Without its counts, those that the answer had before would be wrong.
                _streamed = null;
                return fault;
            case CallOutcome.Progress when _streamed is null:
                return CallFault.Incomplete;
            case CallOutcome.Progress:
                _streamed.Update(CallInterpreter.Answer(document).Usage);
                return null;
            case CallOutcome.End:
                Finish();
                return null;
            default:
                return null;
        }
    }

    private ReadOnlySpan<byte> ModelOf(in CallReading call, ReadOnlySpan<byte> data) =>
        call.Model.IsThere ? call.Model.Bytes(data) : Encoding.UTF8.GetBytes(defaults.Model!);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CallFault? Add(in CallReading call, ReadOnlySpan<byte> id, ReadOnlySpan<byte> model, long offset)
    {
        var record = new CallRecord
        {
            At = call.At,
            StartedAt = call.StartedAt,
            CacheHit = call.CacheHit,
            CacheMiss = call.CacheMiss,
            Output = call.Output,
            Reasoning = call.Reasoning,
            Searches = call.Searches,
            IsWhole = call.IsWhole || id.IsEmpty,
            Source = source.Number,
            Offset = offset,
        };
        return ledger.Add(record, id, model) ? null : CallFault.Conflict;
    }

    /// <summary>Ends the answer whose events were being read, if there is one.</summary>
    public void Finish()
    {
        if (_streamed is { } answer)
        {
            _streamed = null;
            CallReading call = answer.First;
            CallFault? fault = answer.HasFinal ? _interpreter.FillCounts(answer.Usage, isResponse: false, ref call) : CallFault.Unfinished;
            call.IsWhole = true;
            fault ??= Add(call, answer.Id, answer.Model, answer.Offset);
            if (fault is not null)
            {
                Report(fault, answer.Line);
            }
        }
    }

    /// <summary>Reports what cannot be read.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="line">The line on which it begins.</param>
    public void Report(CallFault fault, long line) =>
        source.Report(new UsageFault(source.Name, line, fault.ErrorId, fault.Message, fault.Action));
}
