namespace CostCompass.Metering;

/// <summary>The origin of a call, as far as it is in the log of an agent.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Project">The folder in which the agent worked, or null if the log doesn't contain it.</param>
/// <param name="Session">The ID of the session, task or thread, or null if the log doesn't contain it.</param>
public sealed record CallOrigin(string Agent, string? Project, string? Session);
