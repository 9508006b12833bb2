using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>The messages of a Cline command-line session (<c>id.messages.json</c>). Their input tokens include the cached tokens.</summary>
internal sealed class ClineSession(FieldTree fields) : ICallFormat
{
    private static readonly FieldTree MessageFields = new();
    private static readonly int Role = MessageFields.Add("role");
    private static readonly int Id = MessageFields.Add("id");
    private static readonly int At = MessageFields.Add("ts");
    private static readonly int Model = MessageFields.Add("modelInfo.id");
    private static readonly int Provider = MessageFields.Add("modelInfo.provider");
    private static readonly int Metrics = MessageFields.Add("metrics");
    private static readonly int Input = MessageFields.Add("metrics.inputTokens");
    private static readonly int Output = MessageFields.Add("metrics.outputTokens");
    private static readonly int CacheRead = MessageFields.Add("metrics.cacheReadTokens");

    private readonly int _messages = fields.Add("messages");

    /// <inheritdoc/>
    public bool TryTake(LogDocument document, CallSource source)
    {
        var message = new LogDocument(MessageFields);
        bool isFound = false;
        for (int place = 0; document.TryReadNext(_messages, ref place, message);)
        {
            if (message.Is(Role, "assistant"u8) && message[Metrics].IsObject)
            {
                isFound = true;
                Take(message, source);
            }
        }

        return isFound;
    }

    private static void Take(LogDocument message, CallSource source)
    {
        if (!InstantText.TryReadMilliseconds(message.Bytes(At), out long at) && !message[At].IsNull)
        {
            source.Report(Faults.BadInstant);
            return;
        }

        (int input, int reads) = (message.Count(Input), message[CacheRead].IsNull ? 0 : message.Count(CacheRead));
        if (input >= 0 && reads > input)
        {
            source.Report(Faults.Inconsistent);
            return;
        }

        string? session = source.Path is null ? null : Path.GetFileName(source.Path).Split(".messages.json")[0];
        new LoggedCall
        {
            Agent = LogAgents.Cline,
            Id = message.Text(Id) ?? (session is null ? null : $"{session}/{at}"),
            At = at,
            Provider = message.Text(Provider),
            Model = message.Text(Model),
            Tokens = new TokenCounts(reads, input < 0 || reads < 0 ? input : input - reads, message.Count(Output), LogDocument.NoCount),
            Project = source.TaskFolder.Project,
            Session = session,
        }.Give(source);
    }
}
