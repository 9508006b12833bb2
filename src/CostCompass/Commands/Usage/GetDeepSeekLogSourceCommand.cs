using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Gets the folders on this computer in which agents such as Claude Code, Codex or OpenCode log their calls: the number of logs and calls in each
/// folder, the time of the first and last call, and whether the agent deletes old logs.
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
        foreach (LogSource source in AgentLogs.Find(Wildcard.All(Agent)!, AgentEnvironment.Current))
        {
            WriteObject(AgentLogs.Describe(
                source,
                (path, failure) => WriteError(ErrorRecords.From(failure, path)),
                fault => WriteVerbose(UsageMessages.FailureOf(fault).Message),
                StopToken));
        }
    }
}
