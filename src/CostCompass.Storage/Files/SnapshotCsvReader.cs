namespace CostCompass.Storage.Files;

/// <summary>
/// Reads snapshots from CSV: <c>account,currency,first_seen,last_seen,total,granted,topped_up,is_available</c>, found by title in any
/// order, with or without the underscores. The last seen time, the pools and the availability are optional: without them, a row is one
/// reading, completely topped up and available. A column <c>used</c> contains the total usage for providers that report it. The total can
/// then be empty. Times are in ISO 8601 format, and in UTC if they have no offset.
/// </summary>
public sealed class SnapshotCsvReader : IDisposable
{
    private readonly string _name;
    private readonly CsvRowParser _parser;
    private readonly int[] _positions = new int[Enum.GetValues<SnapshotColumn>().Length];
    private int _lineBefore;

    /// <summary>Opens the reader and reads the header.</summary>
    /// <param name="reader">The text. It is disposed with this.</param>
    /// <param name="name">The name of the text in messages.</param>
    /// <exception cref="CostException"><c>ImportHeaderInvalid</c>.</exception>
    public SnapshotCsvReader(TextReader reader, string name)
    {
        _name = name;
        _parser = new CsvRowParser(reader);
        ReadHeader();
    }

    /// <summary>Reads the rows.</summary>
    /// <returns>The account, the currency and the snapshot of each row.</returns>
    /// <exception cref="CostException"><c>ImportRowInvalid</c>, which names the line.</exception>
    public IEnumerable<(string Account, string Currency, BalanceSnapshot Snapshot)> ReadRows()
    {
        foreach (int before in CsvRows.AfterHeader(_parser, _name))
        {
            _lineBefore = before;
            yield return ReadRow();
        }
    }

    /// <summary>Closes the reader.</summary>
    public void Dispose() => _parser.Dispose();

    private void ReadHeader()
    {
        Array.Fill(_positions, -1);
        if (CsvRows.Advance(_parser, _name))
        {
            for (int index = 0; index < _parser.Count; index++)
            {
                string title = _parser[index].Trim().Replace("_", "", StringComparison.Ordinal);
                if (title.Any(char.IsAsciiLetter) && Enum.TryParse(title, ignoreCase: true, out SnapshotColumn column) && Enum.IsDefined(column))
                {
                    _positions[(int)column] = _positions[(int)column] < 0
                        ? index
                        : throw FileErrors.ImportHeaderInvalidTwice(_name, SnapshotCsvWriter.TitleOf(column));
                }
            }
        }

        SnapshotColumn[] needed = [SnapshotColumn.Account, SnapshotColumn.Currency, SnapshotColumn.FirstSeen, SnapshotColumn.Total];
        foreach (SnapshotColumn column in needed)
        {
            if (_positions[(int)column] < 0)
            {
                throw FileErrors.ImportHeaderInvalidSnapshot(_name, SnapshotCsvWriter.TitleOf(column));
            }
        }
    }

    private (string Account, string Currency, BalanceSnapshot Snapshot) ReadRow()
    {
        string account = Text(SnapshotColumn.Account) ?? "";
        string currency = Text(SnapshotColumn.Currency) ?? "";
        Require(AccountName.IsValid(account), SnapshotColumn.Account, account, "is not a valid account name");
        Require(CurrencyCode.IsValid(currency), SnapshotColumn.Currency, currency, "is not a three-letter currency code");
        DateTimeOffset first = ReadInstant(SnapshotColumn.FirstSeen) ?? throw Invalid(SnapshotColumn.FirstSeen, "", "must be a time such as 2026-11-22T10:00:00Z");
        DateTimeOffset last = ReadInstant(SnapshotColumn.LastSeen) ?? first;
        Require(last >= first, SnapshotColumn.LastSeen, Text(SnapshotColumn.LastSeen), "must not be earlier than first_seen");
        decimal? used = ReadAmount(SnapshotColumn.Used);
        if (used is { } told && Text(SnapshotColumn.Total) is null)
        {
            return (account, currency.ToUpperInvariant(), new BalanceSnapshot(first, last, BalanceLevels.OfUsage(told, ReadAvailability())));
        }

        decimal total = ReadAmount(SnapshotColumn.Total) ?? throw Invalid(SnapshotColumn.Total, "", "must be an amount such as 12.34");
        decimal? granted = ReadAmount(SnapshotColumn.Granted);
        decimal? toppedUp = ReadAmount(SnapshotColumn.ToppedUp);
        Require(toppedUp is not null || granted is null || granted <= Math.Max(0m, total), SnapshotColumn.Granted, Text(SnapshotColumn.Granted), "must not be greater than the total, unless topped_up is given");
        granted ??= toppedUp is { } paid ? total - paid : 0m;
        toppedUp ??= total - granted;

        // Providers round each figure separately, so the sum can be off by a cent.
        Require(
            Math.Abs(granted.Value + toppedUp.Value - total) <= 0.01m, SnapshotColumn.Total, Text(SnapshotColumn.Total), "must be the sum of granted and topped_up");
        var levels = new BalanceLevels(total, granted.Value, toppedUp.Value, ReadAvailability()) { Used = used };
        return (account, currency.ToUpperInvariant(), new BalanceSnapshot(first, last, levels));
    }

    private DateTimeOffset? ReadInstant(SnapshotColumn column)
    {
        if (Text(column) is not { } text)
        {
            return null;
        }

        bool isInstant = CsvText.TryReadInstant(text, out DateTimeOffset instant);
        Require(isInstant, column, text, "must be a time such as 2026-11-22T10:00:00Z");
        Require(CsvText.IsOfThisCentury(instant), column, text, CsvText.NotOfThisCentury);
        return instant;
    }

    private decimal? ReadAmount(SnapshotColumn column)
    {
        if (Text(column) is not { } text)
        {
            return null;
        }

        Require(Amount.TryParse(text, out decimal amount), column, text, "must be an amount such as 12.34");
        return amount;
    }

    private bool ReadAvailability()
    {
        string? text = Text(SnapshotColumn.IsAvailable);
        bool isAvailable = text is null or "1";
        Require(text is null or "0" or "1" || bool.TryParse(text, out isAvailable), SnapshotColumn.IsAvailable, text, "must be true or false");
        return isAvailable;
    }

    private string? Text(SnapshotColumn column)
    {
        int position = _positions[(int)column];
        string? text = position >= 0 && position < _parser.Count ? _parser[position] : null;
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private void Require(bool condition, SnapshotColumn column, string? text, string problem)
    {
        if (!condition)
        {
            throw Invalid(column, text, problem);
        }
    }

    private int Line => CsvText.LineOf(_parser, _lineBefore);

    private CostException Invalid(SnapshotColumn column, string? text, string problem) =>
        FileErrors.ImportRowInvalidSnapshot(Line, _name, SnapshotCsvWriter.TitleOf(column), CsvText.Shorten(text), problem);
}
