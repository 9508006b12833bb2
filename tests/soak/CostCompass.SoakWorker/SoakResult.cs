using System.Text.Json;

namespace CostCompass.SoakWorker;

/// <summary>A line of the soak table.</summary>
/// <param name="What">What was tried.</param>
/// <param name="Tried">How often.</param>
/// <param name="Lost">How much of what was reported as written is missing.</param>
/// <param name="Wrong">How much else is not as it must be.</param>
/// <param name="Note">Further figures, and the first thing that was wrong.</param>
public sealed record SoakResult(string What, long Tried, long Lost, long Wrong, string Note)
{
    /// <summary>The line for the script that started this process.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);
}
