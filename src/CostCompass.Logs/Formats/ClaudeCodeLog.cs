using System.Runtime.CompilerServices;
using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// A line of a session log of Claude Code: a response of Anthropic's API in <c>message</c>, with the <c>timestamp</c> of the line and a
/// <c>requestId</c>. Each block of a response has its own line, with the same id and the counts so far. Subagents have separate logs with the
/// ID of the session that they work for.
/// </summary>
internal sealed class ClaudeCodeLog(FieldTree fields) : AnthropicAnswer(fields, "message.", isUsageItself: false)
{
    private readonly int _session = fields.Add("sessionId");
    private readonly int _folder = fields.Add("cwd");

    // Claude Code also writes lines that look like responses, such as errors.
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

        // The folder of a session is the one in which it starts: commands can change it later.
        string session = source.SessionId(document.Bytes(_session));
        if (!ReferenceEquals(source.Session.Id, session))
        {
            source.Session = new LogSession { Id = session, Project = source.Session.Project ?? document.Text(_folder) };
        }

        return source.Origin(LogAgents.ClaudeCode, source.Session.Project, session);
    }
}
