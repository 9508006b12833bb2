using System.Runtime.CompilerServices;
using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// A line of a session log of Claude Code: a response of Anthropic's API in <c>message</c>, with the <c>timestamp</c> of the line and a
/// <c>requestId</c>. Each block of a response has its own line, with the same id and the counts so far.
/// </summary>
internal sealed class ClaudeCodeLog(FieldTree fields) : AnthropicAnswer(fields, "message.", isUsageItself: false)
{
    // Claude Code also writes lines that look like responses, such as errors.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool IsPlaceholder(MeteredCall call) =>
        call is { Model: "<synthetic>", CacheHitTokens: 0, CacheMissTokens: 0, OutputTokens: <= 0 };
}
