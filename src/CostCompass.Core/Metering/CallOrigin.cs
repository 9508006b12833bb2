namespace CostCompass.Metering;

/// <summary>Who made a call, as far as the log of an agent tells.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Project">The folder in which it worked; null when the log doesn't tell.</param>
/// <param name="Session">The id of its session, task or thread; null when the log doesn't tell.</param>
public sealed record CallOrigin(string Agent, string? Project, string? Session);
