namespace CostCompass.Parameters;

/// <summary>Completes the names of agents, those with logs on this computer first.</summary>
public sealed class AgentCompleter : StoredNameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, CompletedParameter completed)
    {
        ILookup<string, string> found = LogAgents.Locate(AgentEnvironment.Current);
        return LogAgents.Names
            .OrderBy(name => !found.Contains(name))
            .Select(name => (name, found.Contains(name) ? $"logs in {string.Join(", ", found[name])}" : "no logs on this computer"));
    }
}
