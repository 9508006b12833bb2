using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// A rollout file of Codex CLI. Its first line describes the session, <c>turn_context</c> contains the model, and a call is a
/// <c>token_count</c> event with the tokens of the last call. The input includes cached tokens, and the output includes reasoning. An event with
/// the same totals as the previous one is the same call. A fork starts with a copy of the events of its parent, which count in the parent.
/// </summary>
internal sealed class CodexLog : ICallFormat
{
    private const int Input = 0, Cached = 1, Output = 2, Reasoning = 3;

    // The copy is written at once, before a model can respond.
    private static readonly long CopyTime = TimeSpan.FromSeconds(1).Ticks;

    private readonly int _type, _timestamp, _kind, _session, _cwd, _provider, _model, _forkedFrom, _parent, _last, _total;
    private readonly int[] _lastCounts, _totalCounts;

    public CodexLog(FieldTree fields)
    {
        (_type, _timestamp, _kind) = (fields.Add("type"), fields.Add("timestamp"), fields.Add("payload.type"));
        (_session, _cwd, _provider) = (fields.Add("payload.id"), fields.Add("payload.cwd"), fields.Add("payload.model_provider"));
        (_model, _forkedFrom) = (fields.Add("payload.model"), fields.Add("payload.forked_from_id"));
        _parent = fields.Add("payload.source.subagent.thread_spawn.parent_thread_id");
        (_last, _total) = (fields.Add("payload.info.last_token_usage"), fields.Add("payload.info.total_token_usage"));
        string[] names = ["input_tokens", "cached_input_tokens", "output_tokens", "reasoning_output_tokens"];
        _lastCounts = [.. names.Select(name => fields.Add("payload.info.last_token_usage." + name))];
        _totalCounts = [.. names.Select(name => fields.Add("payload.info.total_token_usage." + name))];
    }

    /// <inheritdoc/>
    public bool TryTake(LogDocument document, CallSource source)
    {
        if (document.Is(_type, "session_meta"u8))
        {
            Begin(document, source);
            return true;
        }

        if (document.Is(_type, "turn_context"u8))
        {
            source.Session = document[_model].IsText ? source.Session with { Model = source.Model(document.Bytes(_model)) } : source.Session;
            return true;
        }

        if (!document.Is(_type, "event_msg"u8) || !document.Is(_kind, "token_count"u8))
        {
            return false;
        }

        if (document[_last].IsObject || document[_total].IsObject)
        {
            Take(document, source);
        }

        return true;
    }

    // The first line counts: a fork also contains the first line of its parent, further down.
    private void Begin(LogDocument document, CallSource source)
    {
        if (source.Session.Id is null)
        {
            InstantText.TryRead(document.Bytes(_timestamp), out long startedAt);
            source.Session = new LogSession
            {
                Id = document.Text(_session),
                Project = document.Text(_cwd),
                Provider = document.Text(_provider),
                StartedAt = startedAt,
                Inherited = document[_forkedFrom].IsText || document[_parent].IsText ? long.MaxValue : 0,
            };
        }
    }

    private void Take(LogDocument document, CallSource source)
    {
        LogSession session = source.Session;
        LogSession.RunningTotal? before = session.Total;
        LogSession.RunningTotal? total = document[_total].IsObject ? Read(document, _totalCounts) : null;
        bool isRepeated = total is not null && total == before;
        source.Session = session with { Total = total ?? before };
        if (!InstantText.TryRead(document.Bytes(_timestamp), out long at))
        {
            source.Report(document[_timestamp].IsNull ? Faults.NoInstant : Faults.BadInstant);
            return;
        }

        if (isRepeated || (session.Inherited > 0 && at <= session.StartedAt + CopyTime))
        {
            return;
        }

        LogSession.RunningTotal last = document[_last].IsObject ? Read(document, _lastCounts) : Since(before, total!);
        if (last.Input >= 0 && last.Cached > last.Input)
        {
            source.Report(Faults.Inconsistent);
            return;
        }

        new LoggedCall
        {
            Agent = LogAgents.Codex,
            Id = session.Id is null ? null : total is null ? $"{session.Id}/{at}" : $"{session.Id}/{total.Input}/{total.Cached}/{total.Output}/{total.Reasoning}",
            At = at,
            Provider = session.Provider,
            Model = session.Model,
            Tokens = new TokenCounts(last.Cached, last.Input < 0 || last.Cached < 0 ? last.Input : last.Input - last.Cached, last.Output, last.Reasoning),
            Project = session.Project,
            Session = session.Id,
        }.Give(source);
    }

    // A missing count is 0, except for the input and the output.
    private static LogSession.RunningTotal Read(LogDocument document, int[] counts) => new(
        document.Count(counts[Input]),
        document[counts[Cached]].IsNull ? 0 : document.Count(counts[Cached]),
        document.Count(counts[Output]),
        document[counts[Reasoning]].IsNull ? 0 : document.Count(counts[Reasoning]));

    private static LogSession.RunningTotal Since(LogSession.RunningTotal? before, LogSession.RunningTotal total) => before is null ? total : new(
        Math.Max(0, total.Input - before.Input),
        Math.Max(0, total.Cached - before.Cached),
        Math.Max(0, total.Output - before.Output),
        Math.Max(0, total.Reasoning - before.Reasoning));
}
