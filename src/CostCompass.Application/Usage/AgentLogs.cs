namespace CostCompass.Application;

/// <summary>Finds and describes the logs of agents on this computer.</summary>
public static class AgentLogs
{
    /// <summary>The folders with agent logs, by agent.</summary>
    /// <param name="agents">Names of agents, or wildcard patterns.</param>
    /// <param name="environment">Where programs store their files.</param>
    /// <exception cref="CostException"><c>UnknownAgent</c> if no agent has the name.</exception>
    public static IReadOnlyList<LogSource> Find(IReadOnlyList<NamePattern> agents, AgentEnvironment environment)
    {
        var wanted = agents.SelectMany(agent => agent.Find(LogAgents.Names, name => name, () => Unknown(agent.Text))).ToHashSet(StringComparer.Ordinal);
        return LogAgents.Find(environment, wanted.Contains);
    }

    /// <summary>The name of this computer in a store, which several computers can share.</summary>
    public static string Host => Environment.MachineName;

    /// <summary>How far the logs of this computer were read into a store, by path.</summary>
    /// <param name="store">The store.</param>
    public static ILookup<string, LogPlace> Kept(SqlCostStore store) => store.Usage.ReadPlaces(Host).ToLookup(place => place.Path, StringComparer.Ordinal);

    /// <summary>Reads the contents of a folder.</summary>
    /// <param name="source">The folder.</param>
    /// <param name="kept">How far logs were read into the store, by path.</param>
    /// <param name="fail">Called with a file that can't be read completely.</param>
    /// <param name="report">Called with a line that can't be read.</param>
    /// <param name="stop">Stops reading.</param>
    public static DeepSeekLogSource Describe(LogSource source, ILookup<string, LogPlace> kept, Action<string, CostException> fail, Action<UsageFault> report, CancellationToken stop)
    {
        // The values that are needed to price a call don't matter here.
        var reader = new LogReader(new MeterDefaults { Model = "?", AcceptsUnknownSplit = true });
        new UsageFileReading(reader) { Report = report, Fail = fail, Advance = _ => { } }.Read(source.Files, 0, stop);
        (DateTimeOffset First, DateTimeOffset Last)? span = null;
        foreach (MeteredCall call in reader.Calls.TakeRest(inOrder: false))
        {
            span = span is not { } known ? (call.At, call.At) : (Instant.Earlier(known.First, call.At), call.At > known.Last ? call.At : known.Last);
        }

        List<FileInfo> there = [.. source.Files.Where(file => file.Exists)];
        List<FileInfo> unkept = [.. there.Where(file => !LogLoss.IsKept(file, kept))];
        DateTimeOffset? lastRead = there.SelectMany(file => kept[file.FullName]).Select(place => (DateTimeOffset?)place.ReadAt).Max();
        return new DeepSeekLogSource
        {
            Agent = source.Agent,
            Path = source.Path,
            Files = source.Files.Count,
            Size = source.Files.Sum(file => file.Exists ? file.Length : 0),
            Calls = reader.Calls.Count,
            FirstCall = span?.First.ToLocalTime(),
            LastCall = span?.Last.ToLocalTime(),
            DaysKept = source.DaysKept,
            FilesKept = there.Count - unkept.Count,
            KeptUntil = lastRead?.ToLocalTime(),
            NextLoss = unkept.Select(file => LogLoss.DeletionOf(source, file)).Min()?.ToLocalTime(),
        };
    }

    private static CostException Unknown(string name) =>
        UsageErrors.UnknownAgent(ForeignText.Visible(name), string.Join(", ", LogAgents.Names));
}
