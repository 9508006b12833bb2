using System.Runtime.CompilerServices;
using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// What the responses of all APIs have in common: an id, a model, times and a usage, at the top of a document or in one of its objects.
/// Each format defines what its usage counts and what the counts mean.
/// </summary>
internal abstract class AnswerFormat : ICallFormat
{
    // There was no cache before this time: every prompt token was a miss, and responses don't say so.
    private static readonly DateTimeOffset FirstCache = new(2024, 8, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Searches = ["server_tool_use.web_search_requests", "server_tool_use.web_fetch_requests"];

    private readonly bool _isUsageItself;
    private readonly int _usage, _kind, _model, _outerModel, _id, _requestId, _outerId, _timestamp, _completed, _created, _createdAt;
    private readonly int[] _counts;

    /// <summary>Defines where to look for the format.</summary>
    /// <param name="fields">Receives the fields that are needed.</param>
    /// <param name="place">The path of the object that contains the response, with a trailing dot. Empty for the document itself.</param>
    /// <param name="isUsageItself">Whether the document is a usage and not a response.</param>
    /// <param name="counts">The counts of a usage.</param>
    protected AnswerFormat(FieldTree fields, string place, bool isUsageItself, params string[] counts)
    {
        _isUsageItself = isUsageItself;
        _usage = fields.Add(place + "usage");
        _kind = fields.Add(place + "object");
        (_model, _outerModel) = (fields.Add(place + "model"), fields.Add("model"));
        (_id, _requestId, _outerId) = (fields.Add(place + "id"), fields.Add("requestId"), fields.Add("id"));
        (_timestamp, _completed) = (fields.Add("timestamp"), fields.Add(place + "completed_at"));
        (_created, _createdAt) = (fields.Add(place + "created"), fields.Add(place + "created_at"));
        _counts = CountsAt(fields, isUsageItself ? "" : place + "usage.", counts);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public virtual bool TryTake(LogDocument document, CallSource source)
    {
        JsonValue usage = document[_usage];
        if (_isUsageItself ? !usage.IsNull : !usage.IsObject)
        {
            return false;
        }

        if (!Owns(document, _counts))
        {
            return false;
        }

        Span<int> counts = stackalloc int[_counts.Length];
        Read(document, _counts, counts);
        if (_isUsageItself && !IsWhole(counts))
        {
            return false;
        }

        UsageFault? fault = ReadInstants(document, source.Defaults, out DateTimeOffset at, out DateTimeOffset? startedAt);
        UsageFault? countFault = Count(counts, source.Defaults, at, out TokenCounts tokens);
        MeteredCall call = Call(document, source, at, startedAt, tokens);
        if (IsPlaceholder(call))
        {
            return true;
        }

        fault ??= countFault ?? (HasModel(document, source) ? null : Faults.NoModel);
        if (fault is not null)
        {
            source.Report(fault);
        }
        else
        {
            source.Add(call, isWhole: !document[_timestamp].IsText && !document.Is(_kind, "chat.completion.chunk"u8));
        }

        return true;
    }

    /// <summary>Whether a usage has this format, judged by what it counts.</summary>
    /// <param name="document">The document.</param>
    /// <param name="fields">The fields of the counts, in the order of their names, followed by those of searches.</param>
    protected abstract bool Owns(LogDocument document, ReadOnlySpan<int> fields);

    /// <summary>Whether an object counts both prompt and output, which makes it a usage.</summary>
    protected abstract bool IsWhole(ReadOnlySpan<int> counts);

    /// <summary>Converts the counts to hits, misses, output and reasoning. Returns the fault, or null.</summary>
    protected abstract UsageFault? Split(ReadOnlySpan<int> counts, bool acceptsUnknownSplit, ref TokenCounts tokens);

    /// <summary>Whether something that looks like a response isn't one.</summary>
    protected virtual bool IsPlaceholder(MeteredCall call) => false;

    /// <summary>The fields of counts and of server-side searches.</summary>
    protected static int[] CountsAt(FieldTree fields, string usage, IEnumerable<string> counts) =>
        [.. counts.Concat(Searches).Select(name => fields.Add(usage + name))];

    /// <summary>Reads counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void Read(LogDocument document, int[] fields, Span<int> counts)
    {
        for (int index = 0; index < fields.Length; index++)
        {
            counts[index] = document.Count(fields[index]);
        }
    }

    /// <summary>Whether the model of a response is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected bool HasModel(LogDocument document, CallSource source) =>
        document[_model].IsText || document[_outerModel].IsText || source.Defaults.Model is not null;

    /// <summary>The call of a response.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected MeteredCall Call(LogDocument document, CallSource source, DateTimeOffset at, DateTimeOffset? startedAt, in TokenCounts tokens)
    {
        int id = document[_id].IsText ? _id : document[_requestId].IsText ? _requestId : _outerId;
        int model = document[_model].IsText ? _model : _outerModel;
        return new MeteredCall
        {
            Id = document[id].IsText && source.Id(document.Bytes(id)) is { Length: > 0 } text ? text : null,
            At = at,
            StartedAt = startedAt,
            Model = document[model].IsText ? source.Model(document.Bytes(model)) : source.Defaults.Model ?? "",
            CacheHitTokens = tokens.Hits,
            CacheMissTokens = tokens.Misses,
            OutputTokens = tokens.Output,
            ReasoningTokens = tokens.Reasoning < 0 ? null : tokens.Reasoning,
            Searches = tokens.Searches,
            Origin = Origin(document, source),
        };
    }

    /// <summary>The origin of the call, or null if the document doesn't contain it.</summary>
    protected virtual CallOrigin? Origin(LogDocument document, CallSource source) => null;

    /// <summary>Converts the counts of a call to tokens. Returns the fault, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected UsageFault? Count(ReadOnlySpan<int> counts, MeterDefaults defaults, DateTimeOffset at, out TokenCounts tokens)
    {
        tokens = new TokenCounts(0, 0, 0, LogDocument.NoCount);
        if (counts.Contains(LogDocument.InvalidCount))
        {
            return Faults.BadCount;
        }

        bool hadNoCache = at != default && at < FirstCache;
        UsageFault? fault = Split(counts, hadNoCache || defaults.AcceptsUnknownSplit, ref tokens);
        tokens.Searches = Math.Max(0L, counts[^2]) + Math.Max(0L, counts[^1]);
        return fault
            ?? (tokens.Searches > int.MaxValue ? Faults.BadCount
            : tokens.Output < 0 ? Faults.Incomplete
            : tokens.Hits < 0 || tokens.Misses < 0 || tokens.Reasoning > tokens.Output ? Faults.Inconsistent
            : null);
    }

    /// <summary>Splits a prompt count that includes the hits.</summary>
    protected static UsageFault? SplitPrompt(int prompt, int hits, bool isKnown, bool acceptsUnknownSplit, ref TokenCounts tokens)
    {
        tokens = isKnown ? tokens with { Hits = hits, Misses = prompt - hits } : tokens with { Hits = 0, Misses = prompt };
        return isKnown || acceptsUnknownSplit || prompt == 0 ? null : Faults.NoSplit;
    }

    /// <summary>Reads the times of a response. Returns the fault, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected UsageFault? ReadInstants(LogDocument document, MeterDefaults defaults, out DateTimeOffset at, out DateTimeOffset? startedAt)
    {
        (at, startedAt) = (default, null);
        int created = document[_createdAt].IsNull ? _created : _createdAt;
        long stamp = 0;
        if ((document[_timestamp].IsText && !InstantText.TryRead(document.Bytes(_timestamp), out stamp))
            || !TryReadInstant(document, _completed, out long completed)
            || !TryReadInstant(document, created, out long start))
        {
            return Faults.BadInstant;
        }

        // The end decides. If only the beginning is known, it is used instead.
        long end = stamp > 0 ? stamp : completed > 0 ? completed : defaults.At?.UtcTicks ?? 0;
        at = new DateTimeOffset(end > 0 ? end : start, TimeSpan.Zero);
        startedAt = start > 0 && start < at.Ticks ? new DateTimeOffset(start, TimeSpan.Zero) : null;
        return at.Ticks > 0 ? null : Faults.NoInstant;
    }

    // A number is in seconds since 1970, and text is ISO 8601.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryReadInstant(LogDocument document, int field, out long ticks)
    {
        ticks = 0;
        return document[field].IsText ? InstantText.TryRead(document.Bytes(field), out ticks)
            : !document[field].IsNumber || InstantText.TryReadSeconds(document.Bytes(field), out ticks);
    }
}
