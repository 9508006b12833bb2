using System.Text;
using ZstdSharp;

namespace CostCompass.Logs.Tests;

/// <summary>Lines of the logs of agents, as their formats have them. The texts are made up.</summary>
internal static class AgentLines
{
    /// <summary>2026-11-10T12:00:00Z in milliseconds since 1970.</summary>
    public const long Noon = 1_794_312_000_000;

    public static string HarnessHeader(string id, long createdAt = Noon, string? parent = null, int seedLength = 0) =>
        $$"""{"type":"session","version":0,"id":"{{id}}","createdAt":{{createdAt}},"cwd":"/home/dev/app","delegationDepth":0{{(parent is null ? "" : $",\"parentSession\":\"{parent}\",\"seedLength\":{seedLength}")}}}""";

    public static string HarnessMessage(string id, int step, int misses, int output, int hits = 0, int reasoning = 0, string envelope = "", string model = "deepseek-v4-pro", string provider = "deepseek-official") =>
        $$$$"""{"type":"assistant/message",{{{{envelope}}}}"data":{"turn":1,"step":{{{{step}}}},"message":{"role":"assistant","content":[{"type":"text","text":"a \"usage\" of words"}],"source":{"kind":"model","provider":"{{{{provider}}}}","model":"{{{{model}}}}"},"id":"{{{{id}}}}"},"usage":{"inputTokens":{{{{misses}}}},"outputTokens":{{{{output}}}},"cacheReadTokens":{{{{hits}}}},"reasoningTokens":{{{{reasoning}}}}}},"surfaceOp":"append"}""";

    public static string HarnessChunk(int step, int misses, int output) =>
        $$$"""{"type":"assistant/chunk","data":{"turn":1,"step":{{{step}}},"chunk":{"type":"usage","usage":{"inputTokens":{{{misses}}},"outputTokens":{{{output}}} } } } }""";

    public static string Envelope(long seq, long time) => $"\"seq\":{seq},\"time\":{time},";

    public static string CodexMeta(string id, string at, string extra = "", string provider = "deepseek") =>
        $$$"""{"timestamp":"{{{at}}}","type":"session_meta","payload":{"id":"{{{id}}}","timestamp":"{{{at}}}","cwd":"/home/dev/app","originator":"codex_cli_rs","cli_version":"0.169.0",{{{extra}}}"model_provider":"{{{provider}}}"}}""";

    public static string CodexTurn(string at, string model = "deepseek-v4-pro") =>
        $$$"""{"timestamp":"{{{at}}}","type":"turn_context","payload":{"cwd":"/home/dev/app","approval_policy":"never","model":"{{{model}}}"}}""";

    /// <summary>The tokens of the last call, and the sums so far: input, cached, output, reasoning.</summary>
    public static string CodexCount(string at, (int Input, int Cached, int Output, int Reasoning) last, (int Input, int Cached, int Output, int Reasoning) total) =>
        $$$"""{"timestamp":"{{{at}}}","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{{{Tokens(total)}}},"last_token_usage":{{{Tokens(last)}}},"model_context_window":128000},"rate_limits":null}}""";

    public static string OpenCode(string id, long completed, string tokens, string model = "deepseek-v4-pro", string provider = "deepseek", string cost = "0") =>
        $$$"""{"id":"{{{id}}}","sessionID":"ses_1",{{{OpenCodeData(completed, tokens, model, provider, cost)}}}}""";

    /// <summary>What a row of the database has: the file of a message without its ids.</summary>
    public static string OpenCodeData(long completed, string tokens, string model = "deepseek-v4-pro", string provider = "deepseek", string cost = "0") =>
        $$$"""
        "parentID":"msg_0","role":"assistant","mode":"build","path":{"cwd":"/home/dev/app","root":"/home/dev"},"cost":{{{cost}}},"tokens":{{{tokens}}},"modelID":"{{{model}}}","providerID":"{{{provider}}}","time":{"created":{{{completed - 9000}}},"completed":{{{completed}}}},"finish":"stop"
        """;

    /// <summary>A message of a task of Cline. The request is JSON.</summary>
    public static string ClineRequest(long at, string request, string extra = "") =>
        $$$"""{"ts":{{{at}}},"type":"say","say":"api_req_started","text":"{{{request.Replace("\"", "\\\"", StringComparison.Ordinal)}}}"{{{extra}}}}""";

    /// <summary>Frames of Zstandard, one behind the other.</summary>
    public static byte[] Zstandard(params string[] frames) => [.. frames.SelectMany(frame =>
    {
        using var compressor = new Compressor();
        return compressor.Wrap(Encoding.UTF8.GetBytes(frame)).ToArray();
    })];

    private static string Tokens((int Input, int Cached, int Output, int Reasoning) one) =>
        $$"""{"input_tokens":{{one.Input}},"cached_input_tokens":{{one.Cached}},"cache_write_input_tokens":0,"output_tokens":{{one.Output}},"reasoning_output_tokens":{{one.Reasoning}},"total_tokens":{{one.Input + one.Output}}}""";
}
