namespace CostCompass.Application;

/// <summary>The logs that an agent is about to delete and whose calls aren't in the store.</summary>
public static class LogLoss
{
    // A setting can have any number.
    private const int MostDays = 36_500;

    // Long enough for a task that runs once a week.
    private static readonly TimeSpan Notice = TimeSpan.FromDays(7);

    /// <summary>The time from which the agent deletes a log, or null if it keeps its logs.</summary>
    /// <param name="source">The folder of the log.</param>
    /// <param name="file">The log.</param>
    public static DateTimeOffset? DeletionOf(LogSource source, FileInfo file) =>
        source.DaysKept is > 0 and <= MostDays and var days ? new DateTimeOffset(file.LastWriteTimeUtc).AddDays(days) : null;

    /// <summary>Whether the calls of a log are in the store.</summary>
    /// <param name="file">The log.</param>
    /// <param name="places">How far logs were read, by path.</param>
    public static bool IsKept(FileInfo file, ILookup<string, LogPlace> places) =>
        places[file.FullName].Any(place => place.IsCurrent(file.Length, file.LastWriteTimeUtc));

    /// <summary>Writes one warning for each agent that deletes logs soon whose calls aren't in the store.</summary>
    /// <param name="sources">The folders.</param>
    /// <param name="places">How far logs were read, for any account.</param>
    /// <param name="now">The current time.</param>
    /// <param name="warn">Called with the warnings.</param>
    public static void Warn(IEnumerable<LogSource> sources, ILookup<string, LogPlace> places, DateTimeOffset now, Action<string> warn)
    {
        foreach (IGrouping<string, LogSource> agent in sources.Where(source => source.DaysKept is not null).GroupBy(source => source.Agent, StringComparer.Ordinal))
        {
            List<DateTimeOffset> losses = [.. agent
                .SelectMany(source => source.Files.Where(file => file.Exists && !IsKept(file, places)).Select(file => (Source: source, At: DeletionOf(source, file))))
                .Where(loss => loss.At is { } at && at - now <= NoticeOf(loss.Source))
                .Select(loss => loss.At!.Value)
                .Order()];
            if (losses.Count > 0)
            {
                string logs = losses.Count == 1 ? "a log" : string.Create(CultureInfo.CurrentCulture, $"{losses.Count:N0} logs");
                string first = losses[0] <= now ? "now" : string.Create(CultureInfo.InvariantCulture, $"on {losses[0].ToLocalTime():yyyy-MM-dd}");
                warn($"{agent.Key} is about to delete {logs}, the first {first}, and the calls aren't in the store. To keep them, use Add-DeepSeekUsage without a path.");
            }
        }
    }

    // Half of a short period.
    private static TimeSpan NoticeOf(LogSource source) => TimeSpan.FromDays(Math.Min(Notice.TotalDays, source.DaysKept!.Value / 2.0));
}
