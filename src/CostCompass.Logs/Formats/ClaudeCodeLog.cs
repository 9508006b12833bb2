using System.Runtime.CompilerServices;
using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// A line of a session log of Claude Code: an answer of Anthropic's API within <c>message</c>, with the <c>timestamp</c> of the line and a
/// <c>requestId</c>. There is a line for each block of an answer, each with the same id and with what was counted so far. Subagents have logs of
/// their own with the id of the session that they work for.
/// </summary>
internal sealed class ClaudeCodeLog(FieldTree fields) : AnthropicAnswer(fields, "message.", isUsageItself: false)
{
    private readonly int _session = fields.Add("sessionId");
    private readonly int _folder = fields.Add("cwd");

    // It writes lines of its own in the shape of an answer, such as errors.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool IsPlaceholder(MeteredCall call) =>
        call is { Model: "<synthetic>", CacheHitTokens: 0, CacheMissTokens: 0, OutputTokens: <= 0 };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override CallOrigin? Origin(LogDocument document, CallSource source)
    {
        if (!document[_session].IsText)
        {
            return null;
        }

        // The folder of a session is the one in which it begins: commands change it on the way.
        string session = source.SessionId(document.Bytes(_session));
        if (!ReferenceEquals(source.Session.Id, session))
        {
            source.Session = new LogSession { Id = session, Project = source.Session.Project ?? document.Text(_folder) };
        }

        return source.Origin(LogAgents.ClaudeCode, source.Session.Project, session);
    }
}
