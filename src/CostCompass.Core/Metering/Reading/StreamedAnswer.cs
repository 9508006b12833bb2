namespace CostCompass.Metering.Reading;

/// <summary>
/// An answer whose events are being read. Its first event may count the prompt, and the later ones count whatever they like anew:
/// of each count the last one holds.
/// </summary>
internal sealed class StreamedAnswer(in CallReading first, in UsageCounts usage, byte[] id, byte[] model, long offset, long line)
{
    private UsageCounts _usage = usage;

    /// <summary>What the first event told.</summary>
    public CallReading First { get; } = first;

    public byte[] Id { get; } = id;

    public byte[] Model { get; } = model;

    public long Offset { get; } = offset;

    public long Line { get; } = line;

    /// <summary>The counts as of the last event.</summary>
    public UsageCounts Usage => _usage;

    /// <summary>Whether there was an event with final counts.</summary>
    public bool HasFinal { get; private set; }

    /// <summary>Takes the counts of a later event.</summary>
    public void Update(in UsageCounts later)
    {
        _usage = later.Over(_usage);
        HasFinal = true;
    }
}
