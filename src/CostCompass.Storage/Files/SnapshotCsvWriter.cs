namespace CostCompass.Storage.Files;

/// <summary>
/// Writes snapshots as CSV: <c>account,currency,first_seen,last_seen,total,granted,topped_up,is_available</c>. The bytes are the same in
/// every culture. Times are in UTC with microseconds.
/// </summary>
/// <param name="writer">The writer. The caller disposes it.</param>
public sealed class SnapshotCsvWriter(TextWriter writer)
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    /// <summary>
    /// Whether to write the column <c>used</c> too, for histories of providers that report the total usage. The total and the pools are
    /// empty if the provider reports only the usage.
    /// </summary>
    public bool HasUsed { get; init; }

    /// <summary>Writes the header line.</summary>
    public void WriteHeader() => writer.WriteLine(string.Join(',', Enum.GetValues<SnapshotColumn>().Where(column => HasUsed || column != SnapshotColumn.Used).Select(TitleOf)));

    /// <summary>Writes a snapshot.</summary>
    /// <param name="series">Its series. Names of accounts and currencies don't need quotes.</param>
    /// <param name="snapshot">The snapshot.</param>
    public void Write(BalanceSeriesKey series, BalanceSnapshot snapshot)
    {
        BalanceLevels levels = snapshot.Levels;
        bool isKnown = !levels.IsUsageOnly;
        string amounts = string.Create(
            CultureInfo.InvariantCulture, $"{(isKnown ? levels.Total : null)},{(isKnown ? levels.Granted : null)},{(isKnown ? levels.ToppedUp : null)}");
        string used = HasUsed ? string.Create(CultureInfo.InvariantCulture, $",{levels.Used}") : "";
        writer.WriteLine(
            $"{series.Account},{series.Currency},{Text(snapshot.FirstSeen)},{Text(snapshot.LastSeen)},{amounts},{(levels.IsAvailable ? "true" : "false")}{used}");
    }

    /// <summary>The title of a column.</summary>
    /// <param name="column">The column.</param>
    internal static string TitleOf(SnapshotColumn column) => column switch
    {
        SnapshotColumn.FirstSeen => "first_seen",
        SnapshotColumn.LastSeen => "last_seen",
        SnapshotColumn.ToppedUp => "topped_up",
        SnapshotColumn.IsAvailable => "is_available",
        _ => column.ToString().ToLowerInvariant(),
    };

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);
}
