namespace CostCompass.Metering.Reading;

/// <summary>Where calls come from.</summary>
/// <param name="Name">The file, for messages.</param>
/// <param name="Number">Its place among the sources: of two states of an answer with one instant, the one of the later source counts.</param>
/// <param name="Report">Told what cannot be read.</param>
/// <param name="Advance">Told how many bytes more were read.</param>
internal sealed record UsageSource(string Name, int Number, Action<UsageFault> Report, Action<int> Advance);
