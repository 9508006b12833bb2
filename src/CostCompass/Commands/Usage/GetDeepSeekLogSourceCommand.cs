using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Gets the folders on this computer in which agents such as Claude Code, Codex or OpenCode log their calls: the number of logs and calls in each
/// folder, the time of the first and last call, whether the agent deletes old logs, and whether their calls are in the store.
/// </summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekLogSource", HelpUri = HelpPage.Folder + "Get-DeepSeekLogSource.md")]
[OutputType(typeof(DeepSeekLogSource))]
public sealed class GetDeepSeekLogSourceCommand : CostCompassCmdlet
{
    /// <summary>The names of the agents. Wildcards are allowed, and Tab completes names. The default is all agents that are found.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AgentCompleter))]
    public string[] Agent { get; set; } = ["*"];

    private protected override void Process()
    {
        IReadOnlyList<LogSource> sources = AgentLogs.Find(Wildcard.All(Agent)!, AgentEnvironment.Current);
        ILookup<string, LogPlace> kept = AgentLogs.Kept(Store);
        CloseStore();
        foreach (LogSource source in sources)
        {
            WriteObject(AgentLogs.Describe(
                source,
                kept,
                (path, failure) => WriteError(ErrorRecords.From(failure, path)),
                fault => WriteVerbose(UsageMessages.FailureOf(fault).Message),
                StopToken));
        }

        LogLoss.Warn(sources, kept, Now, WriteWarning);
    }
}
