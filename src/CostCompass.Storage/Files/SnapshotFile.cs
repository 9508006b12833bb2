namespace CostCompass.Storage.Files;

/// <summary>
/// A file of snapshots that has been checked completely and can be read again in parts, so that only a part of it is in memory, however long it
/// is. A part ends between two independent snapshots of a series, so that the parts result in the same history as the whole file. Rows that aren't
/// sorted by time, or that overlap, stay together, and there is a limit for their number.
/// </summary>
public sealed class SnapshotFile
{
    /// <summary>The maximum number of rows that have to stay together.</summary>
    public const int MostRowsTogether = 200_000;

    /// <summary>The maximum number of series in a file.</summary>
    public const int MostSeries = 10_000;

    private const int RowsPerPart = 20_000;

    // Different responses at the same time are moved apart by a microsecond each.
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(1);

    private readonly Stream _stream;
    private readonly string _name;
    private readonly Dictionary<(AccountName Account, string Currency), Block> _series = [];
    private readonly int _rowsPerPart;
    private long _together;

    private SnapshotFile(Stream stream, string name, int rowsPerPart) => (_stream, _name, _rowsPerPart) = (stream, name, rowsPerPart);

    /// <summary>The number of rows.</summary>
    public long Rows { get; private set; }

    /// <summary>The account and the currency of each series.</summary>
    public IReadOnlyCollection<(AccountName Account, string Currency)> Series => _series.Keys;

    /// <summary>The latest time and its account, or null if the file has no rows.</summary>
    public (AccountName Account, DateTimeOffset At)? Latest { get; private set; }

    /// <summary>The accounts.</summary>
    public IReadOnlyCollection<AccountName> Accounts => [.. _series.Keys.Select(key => key.Account).Distinct()];

    /// <summary>Checks a file.</summary>
    /// <param name="stream">The file. The caller owns it and must not dispose it before the parts are read.</param>
    /// <param name="name">The name of the file in messages.</param>
    /// <param name="read">Called for each row with the number of rows so far, or null if it isn't needed.</param>
    /// <param name="rowsPerPart">The approximate number of rows in memory at a time.</param>
    /// <exception cref="CostException">
    /// Those of <see cref="SnapshotCsvReader"/>; <c>ImportFileNotSorted</c>, <c>ImportTooManySeries</c>; <c>ImportFileUnreadable</c> for a file that
    /// can be read only once.
    /// </exception>
    public static SnapshotFile Check(Stream stream, string name, Action<long>? read = null, int rowsPerPart = RowsPerPart)
    {
        if (!stream.CanSeek)
        {
            throw FileErrors.ImportFileUnreadableTwice(name);
        }

        var file = new SnapshotFile(stream, name, rowsPerPart);
        foreach ((string account, string currency, BalanceSnapshot snapshot) in file.ReadRows())
        {
            file.Add((new AccountName(account), currency), snapshot);
            read?.Invoke(file.Rows);
        }

        return file;
    }

    /// <summary>Reads the snapshots again, in parts of one series each. Each enumeration starts at the beginning of the file.</summary>
    /// <exception cref="CostException"><c>ImportFileChanged</c> if the file has changed since the check, and those of <see cref="SnapshotCsvReader"/>.</exception>
    public IEnumerable<(AccountName Account, string Currency, IReadOnlyList<BalanceSnapshot> Snapshots)> ReadParts()
    {
        var held = _series.Keys.ToDictionary(key => key, _ => new Part());
        long rows = 0;
        int ripe = 0;
        foreach ((string account, string currency, BalanceSnapshot snapshot) in ReadRows())
        {
            (AccountName, string) key = (new AccountName(account), currency);
            if (++rows > Rows || !_series.TryGetValue(key, out Block? block))
            {
                throw Changed();
            }

            Part part = held[key];
            if (block.IsOrdered && part.Until is { } until && snapshot.FirstSeen > until + Apart)
            {
                ripe += part.Rows.Count - part.Ripe;
                part.Ripe = part.Rows.Count;
            }

            part.Rows.Add(snapshot);
            part.Until = part.Until is { } before ? Instant.Later(before, snapshot.LastSeen) : snapshot.LastSeen;
            if (ripe >= _rowsPerPart)
            {
                ripe = 0;
                foreach ((var series, Part full) in held.Where(one => one.Value.Ripe > 0))
                {
                    yield return (series.Account, series.Currency, full.Rows[..full.Ripe]);
                    full.Rows.RemoveRange(0, full.Ripe);
                    full.Ripe = 0;
                }
            }
        }

        if (rows != Rows)
        {
            throw Changed();
        }

        foreach ((var series, Part rest) in held.Where(one => one.Value.Rows.Count > 0))
        {
            yield return (series.Account, series.Currency, rest.Rows);
        }
    }

    private void Add((AccountName Account, string Currency) key, in BalanceSnapshot snapshot)
    {
        Rows++;
        Latest = Latest is { } latest && latest.At >= snapshot.LastSeen ? latest : (key.Account, snapshot.LastSeen);
        if (!_series.TryGetValue(key, out Block? block))
        {
            _series.Add(key, block = new Block());
            if (_series.Count > MostSeries)
            {
                throw FileErrors.ImportTooManySeries(_name, MostSeries);
            }
        }

        long before = block.Together;
        block.Add(snapshot);
        _together += block.Together - before;
        if (_together > MostRowsTogether)
        {
            throw FileErrors.ImportFileNotSorted(MostRowsTogether, _name);
        }
    }

    private IEnumerable<(string Account, string Currency, BalanceSnapshot Snapshot)> ReadRows()
    {
        _stream.Position = 0;
        using var reader = new SnapshotCsvReader(new StreamReader(_stream, leaveOpen: true), _name);
        foreach ((string Account, string Currency, BalanceSnapshot Snapshot) row in reader.ReadRows())
        {
            yield return row;
        }
    }

    private CostException Changed() => FileErrors.ImportFileChanged(_name);

    // The number of rows of a series that have to stay together: all of them if they aren't sorted, otherwise the most that overlap.
    private sealed class Block
    {
        private long _rows;
        private long _open;
        private long _mostOpen;
        private DateTimeOffset _first;
        private DateTimeOffset _until;

        public bool IsOrdered { get; private set; } = true;

        public long Together => IsOrdered ? _mostOpen : _rows;

        public void Add(in BalanceSnapshot snapshot)
        {
            IsOrdered &= _rows == 0 || snapshot.FirstSeen >= _first;
            _open = _rows > 0 && snapshot.FirstSeen <= _until + Apart ? _open + 1 : 1;
            _until = _rows > 0 ? Instant.Later(_until, snapshot.LastSeen) : snapshot.LastSeen;
            _mostOpen = Math.Max(_mostOpen, _open);
            _first = snapshot.FirstSeen;
            _rows++;
        }
    }

    // The rows of a series in memory. The ripe ones are independent of the rows that follow.
    private sealed class Part
    {
        public List<BalanceSnapshot> Rows { get; } = [];

        public int Ripe { get; set; }

        public DateTimeOffset? Until { get; set; }
    }
}
