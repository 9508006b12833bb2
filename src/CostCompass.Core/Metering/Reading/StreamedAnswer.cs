namespace CostCompass.Metering.Reading;

/// <summary>An answer whose events are being read: the prompt is counted by the first of them, the answer by the last.</summary>
internal sealed class StreamedAnswer(in CallReading first, byte[] id, byte[] model, long offset, long line)
{
    private readonly CallReading _first = first;

    public byte[] Id { get; } = id;

    public byte[] Model { get; } = model;

    public long Offset { get; } = offset;

    public long Line { get; } = line;

    /// <summary>The tokens of the answer as the last event had them; -1 before there was one.</summary>
    public int Output { get; set; } = -1;

    public int Reasoning { get; set; } = -1;

    /// <summary>The whole call.</summary>
    public CallReading Final() => _first with { Output = Output, Reasoning = Reasoning, IsWhole = true };
}
