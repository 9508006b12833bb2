namespace CostCompass.Storage.Files;

/// <summary>
/// A file of snapshots that was checked from its beginning to its end, and can be read again in parts: however long it is, only a part of it is
/// in memory. In a file whose rows aren't in the order of their time, each part could concern all of a history; such a file is limited.
/// </summary>
public sealed class SnapshotFile
{
    /// <summary>The most rows of a file that aren't in the order of their time.</summary>
    public const int MostRowsInAnyOrder = 200_000;

    /// <summary>The most series of a file.</summary>
    public const int MostSeries = 10_000;

    private const int RowsPerPart = 20_000;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly Dictionary<(AccountName Account, string Currency), DateTimeOffset> _series = [];
    private readonly int _rowsPerPart;
    private bool _isOrdered = true;

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
    /// <param name="rowsPerPart">How many rows are in memory at a time.</param>
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
            file.Add(new AccountName(account), currency, snapshot);
            read?.Invoke(file.Rows);
        }

        return file;
    }

    /// <summary>Reads the snapshots again, in parts of a series each. Each enumeration begins at the beginning of the file.</summary>
    /// <exception cref="CostException"><c>ImportFileChanged</c> when it isn't the file that was checked any more, and those of <see cref="SnapshotCsvReader"/>.</exception>
    public IEnumerable<(AccountName Account, string Currency, IReadOnlyList<BalanceSnapshot> Snapshots)> ReadParts()
    {
        var parts = new Dictionary<(AccountName Account, string Currency), List<BalanceSnapshot>>();
        int most = _isOrdered ? _rowsPerPart : MostRowsInAnyOrder;
        long rows = 0;
        int held = 0;
        foreach ((string account, string currency, BalanceSnapshot snapshot) in ReadRows())
        {
            (AccountName, string) key = (new AccountName(account), currency);
            if (++rows > Rows || !_series.ContainsKey(key))
            {
                throw Changed();
            }

            if (!parts.TryGetValue(key, out List<BalanceSnapshot>? part))
            {
                parts.Add(key, part = []);
            }

            part.Add(snapshot);
            if (++held == most)
            {
                foreach (var full in parts)
                {
                    yield return (full.Key.Account, full.Key.Currency, full.Value);
                }

                parts.Clear();
                held = 0;
            }
        }

        foreach (var rest in parts)
        {
            yield return (rest.Key.Account, rest.Key.Currency, rest.Value);
        }

        if (rows != Rows)
        {
            throw Changed();
        }
    }

    private void Add(AccountName account, string currency, in BalanceSnapshot snapshot)
    {
        Rows++;
        bool isKnown = _series.TryGetValue((account, currency), out DateTimeOffset before);
        _isOrdered &= !isKnown || snapshot.FirstSeen >= before;
        _series[(account, currency)] = snapshot.FirstSeen;
        if (!isKnown && _series.Count > MostSeries)
        {
            throw new CostException(
                "ImportTooManySeries",
                CostErrorKind.LimitReached,
                string.Create(CultureInfo.InvariantCulture, $"'{_name}' contains more than {MostSeries} pairs of an account and a currency. Nothing was imported."),
                "Split the file by account, and import the parts.");
        }

        if (!_isOrdered && Rows > MostRowsInAnyOrder)
        {
            throw new CostException(
                "ImportFileNotSorted",
                CostErrorKind.LimitReached,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{_name}' has more than {MostRowsInAnyOrder} rows, and they aren't sorted by first_seen. Nothing was imported."),
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
}
