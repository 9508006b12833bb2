using System.Runtime.CompilerServices;
using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// A line of a session log of Claude Code: an answer of Anthropic's API within <c>message</c>, with the <c>timestamp</c> of the line and a
/// <c>requestId</c>. There is a line for each block of an answer, each with the same id and with what was counted so far.
/// </summary>
internal sealed class ClaudeCodeLog(FieldTree fields) : AnthropicAnswer(fields, "message.", isUsageItself: false)
{
    // It writes lines of its own in the shape of an answer, such as errors.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool IsPlaceholder(MeteredCall call) =>
        call is { Model: "<synthetic>", CacheHitTokens: 0, CacheMissTokens: 0, OutputTokens: <= 0 };
}
