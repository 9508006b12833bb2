using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// The messages of a task (<c>ui_messages.json</c>) of Cline, Roo Code or Kilo Code in an editor. The message about the start of an API request
/// gets its tokens, as JSON text, when the response arrives. Whether its input includes the cached tokens depends on the version and on how the
/// model was reached. The numbers or the cost show it in most cases. The model is in the message or in other files of the task.
/// </summary>
internal sealed class ClineTask(FieldTree fields) : ICallFormat
{
    private static readonly FieldTree RequestFields = new();
    private static readonly int TokensIn = RequestFields.Add("tokensIn");
    private static readonly int TokensOut = RequestFields.Add("tokensOut");
    private static readonly int CacheReads = RequestFields.Add("cacheReads");
    private static readonly int CacheWrites = RequestFields.Add("cacheWrites");
    private static readonly int Cost = RequestFields.Add("cost");
    private static readonly int Protocol = RequestFields.Add("apiProtocol");

    private readonly int _say = fields.Add("say");
    private readonly int _at = fields.Add("ts");
    private readonly int _text = fields.Add("text");
    private readonly int _model = fields.Add("modelInfo.modelId");
    private readonly int _provider = fields.Add("modelInfo.providerId");

    /// <inheritdoc/>
    public bool TryTake(LogDocument document, CallSource source)
    {
        // Requests that were undone have been paid for. They are logged as one total.
        if (!document.Is(_say, "api_req_started"u8) && !document.Is(_say, "deleted_api_reqs"u8))
        {
            return false;
        }

        var request = new LogDocument(RequestFields);
        if (!document.TryReadWithin(_text, request) || request[TokensIn].IsNull)
        {
            // A response that never arrived.
            return true;
        }

        if (!InstantText.TryReadMilliseconds(document.Bytes(_at), out long at))
        {
            source.Report(document[_at].IsNull ? Faults.NoInstant : Faults.BadInstant);
            return true;
        }

        int[] counts = [request.Count(TokensIn), request.Count(TokensOut), request.Count(CacheReads), request.Count(CacheWrites)];
        if (counts.Contains(LogDocument.InvalidCount) || (long)counts[0] + counts[3] > int.MaxValue)
        {
            source.Report(Faults.BadCount);
            return true;
        }

        if (counts[1] < 0)
        {
            source.Report(Faults.Incomplete);
            return true;
        }

        ClineTaskFolder folder = source.TaskFolder;
        (string? provider, string? model) = document[_model].IsText
            ? (document.Text(_provider), document.Text(_model))
            : folder.ModelAt(at);
        (CallTokens tokens, CallTokens? otherwise) = Read(counts, folder.Agent, model ?? source.Defaults.Model ?? "", request);
        new LoggedCall
        {
            Agent = folder.Agent,
            Id = folder.Task is null ? null : $"{folder.Task}/{at - DateTime.UnixEpoch.Ticks}",
            At = at,
            Provider = provider,
            Model = model,
            Tokens = new TokenCounts((int)tokens.CacheHit, (int)tokens.CacheMiss, (int)tokens.Output, LogDocument.NoCount),
            Otherwise = otherwise,
            Project = folder.Project,
            Session = folder.Task,
        }.Give(source);
        return true;
    }

    // Cache writes weren't hits. DeepSeek's responses count all tokens that weren't hits as written.
    private static (CallTokens Tokens, CallTokens? Otherwise) Read(ReadOnlySpan<int> counts, string agent, string model, LogDocument request)
    {
        (long input, long output, int reads, long writes) = (counts[0], counts[1], counts[2], Math.Max(0, counts[3]));
        if (reads < 0)
        {
            return (new CallTokens(0, input + writes, output), new CallTokens(input + writes, 0, output));
        }

        var beside = new CallTokens(reads, input + writes, output);
        var within = new CallTokens(reads, Math.Max(0, input - reads), output);
        bool isOpenAi = request.Is(Protocol, "openai"u8);
        return input < reads + writes || reads == 0 && writes == 0 ? (beside, null)
            : isOpenAi || (writes > 0 && input == reads + writes) ? (within, null)
            : agent == LogAgents.Cline ? ListPriceEvidence.Choose(beside, within, model, request, Cost)
            : ListPriceEvidence.Choose(within, beside, model, request, Cost);
    }
}
