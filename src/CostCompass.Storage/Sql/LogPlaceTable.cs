namespace CostCompass.Storage.Sql;

/// <summary>How far the logs of agents were read, by account, computer and path.</summary>
internal static class LogPlaceTable
{
    private const string Columns = "path, length, modified, fingerprint, read_to, line, session, read_at";

    // One statement for many paths: a round trip to a server takes longer than the query.
    private const int PathsPerPart = 500;

    private static readonly string _delete = "DELETE FROM usage_log WHERE account_id = $1 AND host = $2 AND path IN ("
        + string.Join(", ", Enumerable.Range(3, PathsPerPart).Select(number => string.Create(CultureInfo.InvariantCulture, $"${number}"))) + ")";

    /// <summary>The places of a computer, for all accounts.</summary>
    public static List<LogPlace> Read(StoreConnection connection, string host) =>
        connection.Query($"SELECT {Columns} FROM usage_log WHERE host = $1", Read, host);

    /// <summary>The places of a computer for one account.</summary>
    public static List<LogPlace> Read(StoreConnection connection, string host, long account) =>
        connection.Query($"SELECT {Columns} FROM usage_log WHERE account_id = $1 AND host = $2", Read, account, host);

    /// <summary>Replaces the places of logs that were read, and removes those of logs that no longer exist.</summary>
    public static void Replace(StoreConnection connection, long account, string host, IReadOnlyCollection<LogPlace> places, IReadOnlyCollection<string> gone)
    {
        if (places.Count + gone.Count == 0)
        {
            return;
        }

        // A log that was read from a place needs the calls before it: they may have been removed meanwhile, or the store replaced with a backup.
        Dictionary<string, long> readTo = places.All(place => place.ReadFrom == 0)
            ? []
            : Read(connection, host, account).ToDictionary(place => place.Path, place => place.Offset, StringComparer.Ordinal);
        Remove(connection, account, host, [.. places.Select(place => place.Path).Concat(gone).Where(StorableText.IsIndexable)]);
        using RowWriter writer = connection.Append("usage_log", $"account_id, host, {Columns}");
        foreach (LogPlace place in places.Where(place =>
            StorableText.IsIndexable(place.Path) && place.ReadFrom <= readTo.GetValueOrDefault(place.Path)))
        {
            writer.Add(
                account, host, place.Path, place.Length, place.Modified is { } modified ? Instant.ToMicroseconds(modified) : null, place.Fingerprint,
                place.Offset, place.Line, place.Session, Instant.ToMicroseconds(place.ReadAt));
        }

        writer.Complete();
    }

    // The statement is the same for a part that isn't full: its last path is repeated.
    private static void Remove(StoreConnection connection, long account, string host, List<string> paths)
    {
        foreach (string[] part in paths.Chunk(PathsPerPart))
        {
            connection.Run(_delete, [account, host, .. Enumerable.Range(0, PathsPerPart).Select(index => part[Math.Min(index, part.Length - 1)])]);
        }
    }

    private static LogPlace Read(Row row) => new()
    {
        Path = row.Text(0),
        Length = row.Number(1),
        Modified = row.InstantOrNull(2),
        Fingerprint = row.Text(3),
        Offset = row.Number(4),
        Line = row.Number(5),
        Session = row.TextOrNull(6),
        ReadAt = row.Instant(7),
    };
}
