namespace CostCompass.Storage.Files;

/// <summary>
/// Writes snapshots as CSV: <c>account,currency,first_seen,last_seen,total,granted,topped_up,is_available</c>. The same bytes
/// under every culture; instants in UTC to the microsecond.
/// </summary>
/// <param name="writer">Where the text goes. It stays the caller's.</param>
public sealed class SnapshotCsvWriter(TextWriter writer)
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    /// <summary>
    /// Whether the column <c>used</c> is written too: for histories of providers that tell what was used in all. The total and the
    /// pools are empty then where only that is told.
    /// </summary>
    public bool HasUsed { get; init; }

    /// <summary>Writes the first line.</summary>
    public void WriteHeader() => writer.WriteLine(string.Join(',', Enum.GetValues<SnapshotColumn>().Where(column => HasUsed || column != SnapshotColumn.Used).Select(TitleOf)));

    /// <summary>Writes a snapshot.</summary>
    /// <param name="series">Its series. Names of accounts and currencies need no quotes.</param>
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
