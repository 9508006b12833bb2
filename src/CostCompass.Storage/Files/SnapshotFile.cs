namespace CostCompass.Storage.Files;

/// <summary>
/// A file of snapshots that was checked from its beginning to its end, and can be read again in parts: however long it is, only a part of it is
/// in memory. A part ends between two snapshots of a series that have nothing to do with each other, so that the parts result in the same
/// history as the whole. Rows that aren't in the order of their time, or overlap, stay together, and so many of them are refused.
/// </summary>
public sealed class SnapshotFile
{
    /// <summary>The most rows that may have to stay together.</summary>
    public const int MostRowsTogether = 200_000;

    /// <summary>The most series of a file.</summary>
    public const int MostSeries = 10_000;

    private const int RowsPerPart = 20_000;

    // Of different answers at one instant each is moved on by a microsecond.
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(1);

    private readonly Stream _stream;
    private readonly string _name;
    private readonly Dictionary<(AccountName Account, string Currency), Block> _series = [];
    private readonly int _rowsPerPart;
    private long _together;

    private SnapshotFile(Stream stream, string name, int rowsPerPart) => (_stream, _name, _rowsPerPart) = (stream, name, rowsPerPart);

    /// <summary>How many rows there are.</summary>
    public long Rows { get; private set; }

    /// <summary>The account and the currency of each series.</summary>
    public IReadOnlyCollection<(AccountName Account, string Currency)> Series => _series.Keys;

    /// <summary>The accounts.</summary>
    public IReadOnlyCollection<AccountName> Accounts => [.. _series.Keys.Select(key => key.Account).Distinct()];

    /// <summary>Checks a file.</summary>
    /// <param name="stream">The file. It stays with the caller, who must not dispose it before the parts are read.</param>
    /// <param name="name">What the file is called in messages.</param>
    /// <param name="read">Told of each row how many there are so far; null when nobody wants to know.</param>
    /// <param name="rowsPerPart">About how many rows are in memory at a time.</param>
    /// <exception cref="CostException">
    /// Those of <see cref="SnapshotCsvReader"/>; <c>ImportFileNotSorted</c>, <c>ImportTooManySeries</c>, <c>ImportFileUnreadable</c> for a file that
    /// can be read only once.
    /// </exception>
    public static SnapshotFile Check(Stream stream, string name, Action<long>? read = null, int rowsPerPart = RowsPerPart)
    {
        if (!stream.CanSeek)
        {
            throw new CostException(
                "ImportFileUnreadable",
                CostErrorKind.Reading,
                $"'{name}' isn't a file on a disk and can be read only once, but an import reads it twice.",
                "Save the data in a file and import the file.");
        }

        var file = new SnapshotFile(stream, name, rowsPerPart);
        foreach ((string account, string currency, BalanceSnapshot snapshot) in file.ReadRows())
        {
            file.Add((new AccountName(account), currency), snapshot);
            read?.Invoke(file.Rows);
        }

        return file;
    }

    /// <summary>Reads the snapshots again, in parts of a series each. Each enumeration begins at the beginning of the file.</summary>
    /// <exception cref="CostException"><c>ImportFileChanged</c> when it isn't the file that was checked any more, and those of <see cref="SnapshotCsvReader"/>.</exception>
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
        if (!_series.TryGetValue(key, out Block? block))
        {
            _series.Add(key, block = new Block());
            if (_series.Count > MostSeries)
            {
                throw new CostException(
                    "ImportTooManySeries",
                    CostErrorKind.LimitReached,
                    string.Create(CultureInfo.InvariantCulture, $"'{_name}' contains more than {MostSeries} pairs of an account and a currency. Nothing was imported."),
                    "Split the file by account, and import the parts.");
            }
        }

        long before = block.Together;
        block.Add(snapshot);
        _together += block.Together - before;
        if (_together > MostRowsTogether)
        {
            throw new CostException(
                "ImportFileNotSorted",
                CostErrorKind.LimitReached,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"More than {MostRowsTogether} rows of '{_name}' aren't sorted by first_seen, or overlap each other. Nothing was imported."),
                "Sort the rows by first_seen, or split the file, and import it again. Export-CostSnapshot writes sorted files.");
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

    private CostException Changed() => new(
        "ImportFileChanged",
        CostErrorKind.Reading,
        $"'{_name}' changed while it was imported. Nothing was imported.",
        "Import the file again when nothing writes to it.");

    // How many rows of a series have to stay together: all where they aren't in order, else the most that overlap.
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

    // The rows of a series that are in memory. The ripe ones have nothing to do with those that follow.
    private sealed class Part
    {
        public List<BalanceSnapshot> Rows { get; } = [];

        public int Ripe { get; set; }

        public DateTimeOffset? Until { get; set; }
    }
}
