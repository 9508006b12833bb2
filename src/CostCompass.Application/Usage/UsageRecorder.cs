namespace CostCompass.Application;

/// <summary>Saves metered calls in the store, each response once.</summary>
/// <param name="session">The session.</param>
/// <param name="warn">Called with warnings.</param>
public sealed class UsageRecorder(CostSession session, Action<string> warn)
{
    /// <summary>Saves calls. Calls to models of other vendors are skipped.</summary>
    /// <param name="account">The account.</param>
    /// <param name="calls">The calls, sorted by time.</param>
    /// <param name="mayAdd">Whether the user agrees to save what is described.</param>
    /// <param name="stop">Cancelled when the user stops the command.</param>
    /// <returns>What was saved, or null if there are no calls or the user doesn't agree.</returns>
    public DeepSeekUsageAddition? Add(AccountName account, IReadOnlyList<MeteredCall> calls, Func<string, bool> mayAdd, CancellationToken stop) =>
        Add(account, calls, mayAdd, own => session.Store.Usage.Add(account.Text, own, _ => stop.ThrowIfCancellationRequested()));

    /// <summary>
    /// Saves the calls of the logs of agents, and how far the logs were read. The next time, only what is new is read.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="calls">The calls, sorted by time.</param>
    /// <param name="before">How far logs were read before.</param>
    /// <param name="reading">The logs that were read.</param>
    /// <param name="files">The number of logs that were found.</param>
    /// <param name="mayAdd">Whether the user agrees to save what is described.</param>
    /// <param name="stop">Cancelled when the user stops the command.</param>
    /// <returns>What was saved, or null if the user doesn't agree.</returns>
    public DeepSeekUsageAddition? AddFromLogs(
        AccountName account,
        IReadOnlyList<MeteredCall> calls,
        IEnumerable<LogPlace> before,
        UsageFileReading reading,
        int files,
        Func<string, bool> mayAdd,
        CancellationToken stop)
    {
        string[] gone = [.. before.Select(place => place.Path).Where(path => !File.Exists(path))];
        DeepSeekUsageAddition? added = reading.Places.Count + gone.Length + calls.Count == 0
            ? new DeepSeekUsageAddition { Account = account.Text, Calls = 0, Added = 0, Replaced = 0, Merged = 0 }
            : Add(account, calls, mayAdd, own => session.Store.Usage.AddFromLogs(
                account.Text, own, AgentLogs.Host, reading.Places, gone, _ => stop.ThrowIfCancellationRequested()), addsNone: true);
        return added is null ? null : added with { Files = files, FilesRead = files - reading.Skipped };
    }

    private DeepSeekUsageAddition? Add(
        AccountName account,
        IReadOnlyList<MeteredCall> calls,
        Func<string, bool> mayAdd,
        Func<IReadOnlyCollection<MeteredCall>, UsageAddition> save,
        bool addsNone = false)
    {
        List<MeteredCall> own = Own(calls);
        if ((own.Count == 0 && !addsNone) || !mayAdd(string.Create(CultureInfo.CurrentCulture, $"{UsageMessages.Calls(own.Count)} of '{account}'")))
        {
            return null;
        }

        List<MeteredCall> nameless = own.FindAll(call => call.Id is null);
        long merged = nameless.Count - nameless.Select(call => call with { StartedAt = null, Searches = 0, Origin = null, Otherwise = null }).Distinct().LongCount();
        if (merged > 0)
        {
            warn(string.Create(
                CultureInfo.CurrentCulture,
                $"Skipped {merged:N0} of {UsageMessages.Calls(nameless.Count)} without an ID, because another call has the same time, model and tokens. Add responses with their ID, or specify a different -At for each call."));
        }

        UsageAddition result = save(own);
        return new DeepSeekUsageAddition
        {
            Account = account.Text,
            Calls = own.Count,
            Added = result.Added,
            Replaced = result.Replaced,
            Merged = merged,
            From = own.Count == 0 ? null : own[0].At.ToLocalTime(),
            To = own.Count == 0 ? null : own[^1].At.ToLocalTime(),
        };
    }

    // A call without a price is kept, because a newer catalog may have it. A call to another vendor isn't kept.
    private List<MeteredCall> Own(IReadOnlyList<MeteredCall> calls)
    {
        var isOther = calls.Select(call => call.Model).Distinct(StringComparer.Ordinal).ToDictionary(model => model, IsOtherVendor);
        foreach (var other in calls.Where(call => isOther[call.Model]).GroupBy(call => call.Model).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            warn(string.Create(
                CultureInfo.CurrentCulture, $"Skipped {UsageMessages.Calls(other.Count())} to '{other.Key}', because the model belongs to another vendor."));
        }

        return [.. calls.Where(call => !isOther[call.Model])];
    }

    private bool IsOtherVendor(string model)
    {
        DateTimeOffset now = session.Clock.GetUtcNow();
        try
        {
            session.Prices.Find(model, "USD", now);
            return false;
        }
        catch (CostException failure)
        {
            return new UnpricedCalls(model, 1, now, failure).IsOtherVendor;
        }
    }
}
