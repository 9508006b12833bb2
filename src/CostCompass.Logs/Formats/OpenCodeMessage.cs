using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// A message of OpenCode, in a separate file or in a row of its database. The command line of Kilo Code uses the same format. The input excludes
/// cached tokens. The output excludes reasoning if the total shows it, as in all versions that write a total. In older ones, it depends on the version.
/// </summary>
internal sealed class OpenCodeMessage(FieldTree fields) : ICallFormat
{
    private readonly int _role = fields.Add("role");
    private readonly int _id = fields.Add("id");
    private readonly int _session = fields.Add("sessionID");
    private readonly int _provider = fields.Add("providerID");
    private readonly int _model = fields.Add("modelID");
    private readonly int _created = fields.Add("time.created");
    private readonly int _completed = fields.Add("time.completed");
    private readonly int _folder = fields.Add("path.cwd");
    private readonly int _cost = fields.Add("cost");
    private readonly int _tokens = fields.Add("tokens");
    private readonly int _total = fields.Add("tokens.total");
    private readonly int _input = fields.Add("tokens.input");
    private readonly int _output = fields.Add("tokens.output");
    private readonly int _reasoning = fields.Add("tokens.reasoning");
    private readonly int _cacheRead = fields.Add("tokens.cache.read");
    private readonly int _cacheWrite = fields.Add("tokens.cache.write");

    /// <inheritdoc/>
    public bool TryTake(LogDocument document, CallSource source)
    {
        if (!document.Is(_role, "assistant"u8) || !document[_tokens].IsObject || !document[_model].IsText)
        {
            return false;
        }

        if (!TryReadInstant(document, _created, out long created) || !TryReadInstant(document, _completed, out long completed))
        {
            source.Report(Faults.BadInstant);
            return true;
        }

        (int input, int output, int reasoning) = (document.Count(_input), document.Count(_output), document.Count(_reasoning));
        (int hits, int written) = (Math.Max(0, document.Count(_cacheRead)), Math.Max(0, document.Count(_cacheWrite)));
        if (input < 0 || output < 0 || document.Count(_cacheRead) == LogDocument.InvalidCount || (long)input + written > int.MaxValue
            || (long)output + reasoning > int.MaxValue)
        {
            source.Report(input == LogDocument.NoCount || output == LogDocument.NoCount ? Faults.Incomplete : Faults.BadCount);
            return true;
        }

        string model = document.Text(_model)!;
        var without = new CallTokens(hits, input + written, output + Math.Max(0, reasoning));
        CallTokens within = without with { Output = output };
        (CallTokens tokens, CallTokens? otherwise) = reasoning <= 0 || reasoning > output ? (without, null)
            : document.Count(_total) is >= 0 and var total ? (total == within.CacheHit + within.CacheMiss + within.Output ? within : without, null)
            : ListPriceEvidence.Choose(without, within, model, document, _cost);
        new LoggedCall
        {
            Agent = OpenCodeDatabase.AgentOf(source.Path),
            Id = document.Text(_id),
            At = completed > 0 ? completed : created,
            StartedAt = created,
            Provider = document.Text(_provider),
            Model = model,
            Tokens = new TokenCounts(hits, (int)tokens.CacheMiss, (int)tokens.Output, reasoning),
            Otherwise = otherwise,
            Project = document.Text(_folder),
            Session = document.Text(_session),
        }.Give(source);
        return true;
    }

    private static bool TryReadInstant(LogDocument document, int field, out long ticks)
    {
        ticks = 0;
        return document[field].IsNull || InstantText.TryReadMilliseconds(document.Bytes(field), out ticks);
    }
}
