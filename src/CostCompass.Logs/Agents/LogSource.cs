namespace CostCompass.Logs.Agents;

/// <summary>A folder in which an agent keeps logs, with the logs that were found in it.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Path">The folder.</param>
/// <param name="Files">The logs, by path.</param>
/// <param name="DaysKept">After how many days without a change the agent deletes a log; null when it keeps its logs.</param>
public sealed record LogSource(string Agent, string Path, IReadOnlyList<FileInfo> Files, int? DaysKept);
