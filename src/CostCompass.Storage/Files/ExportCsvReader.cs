namespace CostCompass.Storage.Files;

/// <summary>
/// Reads one CSV file of the console's export, amounts or costs, which its columns determine. Columns are found by title. The day is a
/// <c>utc_date</c> or a span of times with offsets. Cells of the user and of the API key are never read.
/// </summary>
internal sealed class ExportCsvReader : IDisposable
{
    private const int RowsPerCheck = 10_000;
    private const decimal LargestAmount = 1e18m;

    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm'Z'",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFF'Z'",
    ];

    private readonly string _name;
    private readonly CsvRowParser _parser;
    private readonly int[] _positions = new int[Enum.GetValues<ExportColumn>().Length];
    private int _columns;

    /// <summary>Opens the reader.</summary>
    /// <param name="reader">The text. It is disposed with this.</param>
    /// <param name="name">The name of the text in messages.</param>
    public ExportCsvReader(TextReader reader, string name)
    {
        _name = name;
        _parser = new CsvRowParser(reader);
    }

    /// <summary>Reads all rows.</summary>
    /// <param name="builder">Receives the rows.</param>
    /// <param name="cancellationToken">Canceled when the user stops the pipeline.</param>
    /// <exception cref="CostException"><c>ExportHeaderInvalid</c>, <c>ExportRowInvalid</c>, <c>ExportTooLarge</c>.</exception>
    public void ReadAll(UsageExportBuilder builder, CancellationToken cancellationToken)
    {
        bool isCost = ReadHeader();
        for (long row = 0; Advance(); row++)
        {
            if (row % RowsPerCheck == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (_parser.Count == 1 && string.IsNullOrWhiteSpace(_parser[0]))
            {
                continue;
            }

            if (_parser.Count != _columns)
            {
                throw Invalid(string.Create(CultureInfo.InvariantCulture, $"it has {_parser.Count} cells, but the first line has {_columns}"));
            }

            (DateTimeOffset start, Interval interval) = ReadInterval();
            if (isCost)
            {
                builder.Add(ReadCost(interval), start);
            }
            else
            {
                builder.Add(ReadAmount(interval), start);
            }
        }
    }

    /// <summary>Closes the reader.</summary>
    public void Dispose() => _parser.Dispose();

    private bool Advance() => _parser.TryRead(out bool isThere) ? isThere : throw Invalid(CsvRowParser.Fault);

    private bool ReadHeader()
    {
        Array.Fill(_positions, -1);
        if (Advance())
        {
            _columns = _parser.Count;
            for (int index = 0; index < _columns; index++)
            {
                string title = _parser[index].Trim().Replace("_", "", StringComparison.Ordinal);
                if (!title.Any(char.IsAsciiDigit) && Enum.TryParse(title, ignoreCase: true, out ExportColumn column) && Enum.IsDefined(column))
                {
                    if (_positions[(int)column] >= 0)
                    {
                        throw HeaderInvalid($"contains the column '{TitleOf(column)}' twice");
                    }

                    _positions[(int)column] = index;
                }
            }
        }

        bool isCost = Has(ExportColumn.Cost);
        ExportColumn[] needed = isCost
            ? [ExportColumn.Model, ExportColumn.WalletType, ExportColumn.Currency]
            : [ExportColumn.Model, ExportColumn.Type, ExportColumn.Price, ExportColumn.Amount];
        foreach (ExportColumn column in needed.Where(column => !Has(column)))
        {
            throw HeaderInvalid($"doesn't contain the column '{TitleOf(column)}'");
        }

        if (!Has(ExportColumn.UtcDate) && !(Has(ExportColumn.StartTimeIso) && Has(ExportColumn.EndTimeIso)))
        {
            throw HeaderInvalid("must contain the column 'utc_date', or 'start_time_iso' and 'end_time_iso'");
        }

        return isCost;
    }

    private (DateTimeOffset Start, Interval Interval) ReadInterval()
    {
        if (Has(ExportColumn.StartTimeIso) && Has(ExportColumn.EndTimeIso))
        {
            DateTimeOffset start = ReadInstant(ExportColumn.StartTimeIso);
            DateTimeOffset end = ReadInstant(ExportColumn.EndTimeIso);
            Require(start < end, "end_time_iso must be later than start_time_iso");
            return (start, Interval.Between(start, end));
        }

        bool isDay = DateTime.TryParseExact(
            Text(ExportColumn.UtcDate), ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day);
        Require(isDay && day.Year is > 2000 and < 9000, "utc_date must be a date such as 2026-07-24 or 20260724");
        var first = new DateTimeOffset(day, TimeSpan.Zero);
        return (first, Interval.Between(first, first.AddDays(1)));
    }

    private DateTimeOffset ReadInstant(ExportColumn column)
    {
        bool isInstant = DateTimeOffset.TryParseExact(
            Text(column), InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant);
        return isInstant && instant.Year is > 2000 and < 9000
            ? instant
            : throw Invalid($"{TitleOf(column)} must be a time with an offset, such as 2026-08-17T00:00:00+08:00");
    }

    private ExportedAmount ReadAmount(Interval interval)
    {
        string type = ReadName(ExportColumn.Type).ToLowerInvariant();
        decimal price = Text(ExportColumn.Price).Length == 0 ? 0m : ReadNumber(ExportColumn.Price);
        Require(price is >= 0m and <= Balances.Amount.Maximum, "price is out of range");
        decimal amount = ReadNumber(ExportColumn.Amount);
        Require(amount is >= 0m and <= LargestAmount, "amount is out of range");
        Require(!ExportedType.IsKnown(type) || decimal.Truncate(amount) == amount, "amount must be a whole number");
        return new ExportedAmount(interval, ReadName(ExportColumn.Model), type, price, amount);
    }

    private ExportedCost ReadCost(Interval interval)
    {
        // Some files have the charge as a negative change of the balance.
        decimal cost = Math.Abs(ReadNumber(ExportColumn.Cost));
        Require(cost <= Balances.Amount.Maximum, "cost is out of range");
        string currency = Text(ExportColumn.Currency);
        Require(CurrencyCode.IsValid(currency), "currency must be a three-letter code");
        string wallet = ExportedCost.WalletOf(ReadName(ExportColumn.WalletType));
        return new ExportedCost(interval, ReadName(ExportColumn.Model), wallet, currency.ToUpperInvariant(), cost);
    }

    private string ReadName(ExportColumn column)
    {
        string text = Text(column);
        return ExportText.IsName(text) ? text : throw Invalid($"{TitleOf(column)} must be a plain name");
    }

    private decimal ReadNumber(ExportColumn column) => ExportText.TryReadExactly(Text(column), out decimal number)
        ? number
        : throw Invalid($"{TitleOf(column)} must be a number such as 0.0000015 with at most 28 digits");

    private bool Has(ExportColumn column) => _positions[(int)column] >= 0;

    private string Text(ExportColumn column) => _parser[_positions[(int)column]].Trim();

    private void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw Invalid(problem);
        }
    }

    private CostException Invalid(string problem) => UsageExportErrors.ExportRowInvalid(ExportText.Shown(_name), _parser.RawRow, problem);

    private CostException HeaderInvalid(string problem) => UsageExportErrors.ExportHeaderInvalid(ExportText.Shown(_name), problem);

    private static string TitleOf(ExportColumn column) => column switch
    {
        ExportColumn.UtcDate => "utc_date",
        ExportColumn.StartTimeIso => "start_time_iso",
        ExportColumn.EndTimeIso => "end_time_iso",
        ExportColumn.WalletType => "wallet_type",
        _ => column.ToString().ToLowerInvariant(),
    };
}
