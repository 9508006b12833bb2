namespace CostCompass.Logs.Agents;

/// <summary>A folder in which an agent stores logs, with the logs that were found in it.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Path">The folder.</param>
/// <param name="Files">The logs, sorted by path.</param>
/// <param name="DaysKept">The number of days after the last change when the agent deletes a log, or null if it keeps its logs.</param>
public sealed record LogSource(string Agent, string Path, IReadOnlyList<FileInfo> Files, int? DaysKept);
