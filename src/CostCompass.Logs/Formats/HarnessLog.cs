using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// A session log of DeepSeek Harness. Its first line describes the session, and a call is an <c>assistant/message</c> with its usage. The input
/// contains only cache misses, and the output includes reasoning. The usage of an <c>assistant/chunk</c> is the same call. A fork repeats the
/// events of its parent, which count in the parent.
/// </summary>
internal sealed class HarnessLog(FieldTree fields) : ICallFormat
{
    private readonly int _type = fields.Add("type");
    private readonly int _session = fields.Add("id");
    private readonly int _createdAt = fields.Add("createdAt");
    private readonly int _cwd = fields.Add("cwd");
    private readonly int _seedLength = fields.Add("seedLength");
    private readonly int _sequence = fields.Add("seq");
    private readonly int _sources = fields.Add("sourceEventSeqs");
    private readonly int _time = fields.Add("time");
    private readonly int _turn = fields.Add("data.turn");
    private readonly int _step = fields.Add("data.step");
    private readonly int _id = fields.Add("data.message.id");
    private readonly int _model = fields.Add("data.message.source.model");
    private readonly int _provider = fields.Add("data.message.source.provider");
    private readonly int _usage = fields.Add("data.usage");
    private readonly int _input = fields.Add("data.usage.inputTokens");
    private readonly int _output = fields.Add("data.usage.outputTokens");
    private readonly int _cacheRead = fields.Add("data.usage.cacheReadTokens");
    private readonly int _cacheWrite = fields.Add("data.usage.cacheWriteTokens");
    private readonly int _reasoning = fields.Add("data.usage.reasoningTokens");

    /// <inheritdoc/>
    public bool TryTake(LogDocument document, CallSource source)
    {
        if (document.Is(_type, "session"u8) && !document[_createdAt].IsNull)
        {
            InstantText.TryReadMilliseconds(document.Bytes(_createdAt), out long createdAt);
            source.Session = new LogSession
            {
                Id = document.Text(_session),
                Project = document.Text(_cwd),
                StartedAt = createdAt,
                Inherited = Math.Max(0, document.Count(_seedLength)),
            };
            return true;
        }

        if (!document.Is(_type, "assistant/message"u8) || !document[_usage].IsObject)
        {
            return false;
        }

        LogSession session = source.Session;
        if (Sequence(document, source) < session.Inherited)
        {
            return true;
        }

        if (!document[_time].IsNull && !InstantText.TryReadMilliseconds(document.Bytes(_time), out _))
        {
            source.Report(Faults.BadInstant);
            return true;
        }

        InstantText.TryReadMilliseconds(document.Bytes(_time), out long time);
        int written = Math.Max(0, document.Count(_cacheWrite));
        int input = document.Count(_input);
        new LoggedCall
        {
            Agent = LogAgents.Harness,
            Id = document.Text(_id) ?? $"{session.Id}/{document.Count(_turn)}/{document.Count(_step)}",
            At = time > 0 ? time : source.Defaults.At is null ? session.StartedAt : 0,
            Provider = document.Text(_provider),
            Model = document[_model].IsText ? source.Model(document.Bytes(_model)) : null,
            Tokens = new TokenCounts(
                document[_cacheRead].IsNull ? 0 : document.Count(_cacheRead),
                input < 0 ? input : (int)Math.Min((long)input + written, int.MaxValue),
                document.Count(_output),
                document.Count(_reasoning)),
            Project = session.Project,
            Session = session.Id,
        }.Give(source);
        return true;
    }

    /// <summary>
    /// Skips generations of a log (<c>session.v2.jsonl.zstd</c>) if there is a later one in the same folder: the later one contains every call.
    /// </summary>
    public static IEnumerable<FileInfo> WithoutOlderGenerations(IReadOnlyCollection<FileInfo> files)
    {
        var newest = files
            .Where(file => Generation(file.Name) >= 0)
            .GroupBy(file => file.DirectoryName, StringComparer.Ordinal)
            .ToDictionary(folder => folder.Key ?? "", folder => folder.Max(file => Generation(file.Name)), StringComparer.Ordinal);
        return files.Where(file => Generation(file.Name) is var generation && (generation < 0 || generation == newest[file.DirectoryName ?? ""]));
    }

    // -1 if the file isn't a session log.
    private static int Generation(string name)
    {
        string[] parts = name.Split('.');
        bool isLog = parts[0] == "session" && (name.EndsWith(".jsonl", StringComparison.Ordinal) || name.EndsWith(".jsonl.zstd", StringComparison.Ordinal));
        return !isLog ? -1
            : parts[1] == "jsonl" ? 0
            : parts[1].StartsWith('v') && int.TryParse(parts[1].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int generation) ? generation
            : -1;
    }

    // A message without a sequence number follows the events that it was created from. The events start after the first line.
    private long Sequence(LogDocument document, CallSource source)
    {
        int own = document.Count(_sequence);
        if (own >= 0)
        {
            return own;
        }

        int last = document.LastCount(_sources);
        return last >= 0 ? last + 1L : source.Line - 2;
    }
}
