using System.Runtime.CompilerServices;
using System.Text;
using CostCompass.Logs.Formats;

namespace CostCompass.Logs;

/// <summary>A source that is being read: puts its calls into the ledger, and tells what can't be read.</summary>
/// <param name="name">The source's name, for messages.</param>
/// <param name="number">Its place among the sources.</param>
/// <param name="defaults">What the caller knows of calls that don't say it themselves.</param>
/// <param name="ledger">The ledger.</param>
/// <param name="report">Told what can't be read.</param>
internal sealed class CallSource(string name, int number, MeterDefaults defaults, CallLedger ledger, Action<UsageFault> report)
{
    private byte[] _modelBytes = [];
    private string _model = "";

    /// <summary>What the caller knows of calls that don't say it themselves.</summary>
    public MeterDefaults Defaults => defaults;

    /// <summary>Where in the source the document begins that is being read.</summary>
    public long Offset { get; set; }

    /// <summary>The line on which it begins.</summary>
    public long Line { get; set; }

    /// <summary>The answer whose events are being read; null for none.</summary>
    public AnthropicEvents.Streamed? Streamed { get; set; }

    /// <summary>Adds the call of the document.</summary>
    public void Add(MeteredCall call, bool isWhole) => Add(call, isWhole, Offset, Line);

    /// <summary>Adds a call that began elsewhere in the source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(MeteredCall call, bool isWhole, long offset, long line)
    {
        if (!ledger.Add(call, number, offset, isWhole))
        {
            Report(Faults.Conflict, line);
        }
    }

    /// <summary>Reports what is wrong with the document.</summary>
    public void Report(UsageFault fault) => Report(fault, Line);

    /// <summary>Reports what is wrong elsewhere in the source.</summary>
    public void Report(UsageFault fault, long line) => report(fault with { Source = name, Line = line });

    /// <summary>The name of a model, one string for all the calls that follow each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string Model(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.SequenceEqual(_modelBytes))
        {
            (_modelBytes, _model) = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        }

        return _model;
    }
}
