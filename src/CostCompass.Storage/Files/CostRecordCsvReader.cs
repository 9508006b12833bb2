namespace CostCompass.Storage.Files;

/// <summary>
/// Reads billed costs from CSV, in one of three layouts whose columns are found by title, in any order and among other columns: FOCUS
/// (<c>ChargePeriodStart,ChargePeriodEnd,BilledCost,BillingCurrency,ServiceName,ServiceProviderName</c> or
/// <c>ProviderName</c>), Google's billing export (<c>usage_start_time,cost,currency</c>), or plain columns
/// (<c>date,provider,amount,currency</c>). In the last two, a row belongs to the UTC day of its time, and a column <c>account</c> can name its
/// account. Times are in ISO 8601 format, and in UTC if they have no offset. A FOCUS file that CostCompass wrote, recognized by its column
/// <c>x_Quality</c>, restores its accounts, its subscriptions, and the quality of each figure.
/// </summary>
public sealed class CostRecordCsvReader : IDisposable
{
    private readonly string _file;
    private readonly string? _account;
    private readonly string? _provider;
    private readonly CsvRowParser _parser;
    private readonly int[] _positions = new int[Enum.GetValues<CostRecordColumn>().Length];
    private readonly CostRecordLayout _layout;
    private int _lineBefore;

    /// <summary>Opens the reader and reads the header.</summary>
    /// <param name="reader">The text. It is disposed with this.</param>
    /// <param name="file">The name of the text in messages.</param>
    /// <param name="account">The account of all rows, or null for the account in each row, or else one named after its provider, in lowercase.</param>
    /// <param name="provider">The provider of all rows, or null for the provider in each row.</param>
    /// <exception cref="CostException"><c>ImportHeaderInvalid</c>.</exception>
    public CostRecordCsvReader(TextReader reader, string file, string? account = null, string? provider = null)
    {
        _file = file;
        _account = account;
        _parser = new CsvRowParser(reader);
        _layout = ReadHeader(provider is not null);
        _provider = provider ?? _layout.Provider;
    }

    /// <summary>Reads the rows.</summary>
    /// <exception cref="CostException"><c>ImportRowInvalid</c>, which names the line.</exception>
    public IEnumerable<CostRecordRow> ReadRows()
    {
        foreach (int before in CsvRows.AfterHeader(_parser, _file))
        {
            _lineBefore = before;
            yield return ReadRow();
        }
    }

    /// <summary>Closes the reader.</summary>
    public void Dispose() => _parser.Dispose();

    private CostRecordLayout ReadHeader(bool isProviderGiven)
    {
        string[] titles = CsvRows.Advance(_parser, _file) ? [.. Enumerable.Range(0, _parser.Count).Select(index => CostRecordLayout.Plainly(_parser[index]))] : [];
        CostRecordLayout layout = CostRecordLayout.NearestTo(titles);
        IReadOnlyList<string> missing = layout.MissingIn(titles, isProviderGiven);
        if (missing.Count > 0)
        {
            throw FileErrors.ImportHeaderInvalidCost(_file, string.Join("', '", missing));
        }

        Array.Fill(_positions, -1);
        foreach ((CostRecordColumn column, string[] named) in layout.Titles)
        {
            if (named.FirstOrDefault(title => titles.Count(one => one == CostRecordLayout.Plainly(title)) > 1) is { } twice)
            {
                throw FileErrors.ImportHeaderInvalidTwice(_file, twice);
            }

            _positions[(int)column] = named.Select(title => Array.IndexOf(titles, CostRecordLayout.Plainly(title))).FirstOrDefault(index => index >= 0, -1);
        }

        return layout;
    }

    // If the caller specifies the account of all rows, the accounts in the file are ignored.
    private bool IsOwn => Position(CostRecordColumn.Quality) >= 0 && _account is null && _provider is null;

    // Files of other programs in the FOCUS format have billing accounts there, such as the account that pays for all others.
    private bool HasAccounts => _account is null && (IsOwn || _layout != CostRecordLayout.Focus);

    private CostRecordRow ReadRow()
    {
        string provider = _provider ?? Text(CostRecordColumn.Provider) ?? "";
        string? listed = HasAccounts ? Text(CostRecordColumn.Account) : null;
        string account = _account ?? listed ?? AccountOf(provider);
        Require(provider.Length <= DisplayName.MaximumLength && ForeignText.IsVisible(provider) && !ForeignText.IsFormula(provider), CostRecordColumn.Provider, AccountName.Shown(provider), "is not a valid provider name");
        int? months = ReadMonths();

        // A subscription can have a name with spaces.
        bool isValid = months is not null ? account.Length <= DisplayName.MaximumLength : AccountName.IsValid(account);
        Require(isValid, listed is null ? CostRecordColumn.Provider : CostRecordColumn.Account, AccountName.Shown(account), listed is null ? "is not a valid provider name" : "is not a valid account name");
        string currency = Text(CostRecordColumn.Currency) ?? "";
        Require(CurrencyCode.IsValid(currency), CostRecordColumn.Currency, currency, "is not a three-letter currency code");
        (DateTimeOffset from, DateTimeOffset to) = ReadPeriod();
        string? amount = Text(CostRecordColumn.Amount);

        // Bills have more decimals than balances, and nothing is rounded.
        bool isAmount = decimal.TryParse(
            amount, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal billed);
        Require(isAmount && Math.Abs(billed) <= Amount.Maximum, CostRecordColumn.Amount, amount, "must be an amount such as 12.34");
        string service = ForeignText.Visible(Text(CostRecordColumn.Service) ?? "");
        string? model = Text(CostRecordColumn.Model) is { } named ? ForeignText.Visible(named) : null;
        var cost = new ReportedCost(from, to, currency.ToUpperInvariant(), billed, service, model);
        return new CostRecordRow(account, provider, Position(CostRecordColumn.Quality) >= 0 ? WithQuality(cost) : cost, months);
    }

    private ReportedCost WithQuality(ReportedCost cost)
    {
        string? text = Text(CostRecordColumn.Quality);
        bool isKnown = Enum.TryParse(text, out SpendQuality quality) && Enum.IsDefined(quality) && quality != SpendQuality.Baseline && !char.IsDigit(text![0]);
        Require(isKnown || text is null, CostRecordColumn.Quality, text, "must be a quality such as Clean or LowerBound");
        if (text is null || quality == SpendQuality.Reported)
        {
            return cost;
        }

        decimal low = ReadBound(CostRecordColumn.Low) ?? cost.Amount;
        decimal? high = ReadBound(CostRecordColumn.High);
        Require(low <= cost.Amount, CostRecordColumn.Low, Text(CostRecordColumn.Low), "must not be greater than the cost");
        Require(high is null || high >= cost.Amount, CostRecordColumn.High, Text(CostRecordColumn.High), "must not be less than the cost");
        return cost with { Quality = quality, Low = low, High = high };
    }

    private decimal? ReadBound(CostRecordColumn column)
    {
        if (Text(column) is not { } text)
        {
            return null;
        }

        bool isAmount = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal bound);
        Require(isAmount && Math.Abs(bound) <= Amount.Maximum, column, text, "must be an amount such as 12.34");
        return bound;
    }

    private int? ReadMonths()
    {
        if (!IsOwn || Text(CostRecordColumn.Category) != "Purchase")
        {
            return null;
        }

        string? text = Text(CostRecordColumn.Quantity);
        bool isCount = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int months) && months is > 0 and <= ChargeSchedule.MaximumMonths;
        Require(isCount, CostRecordColumn.Quantity, text, "must be a number of months");
        return months;
    }

    private (DateTimeOffset From, DateTimeOffset To) ReadPeriod()
    {
        DateTimeOffset from = ReadInstant(CostRecordColumn.Start);
        if (_layout.Titles.ContainsKey(CostRecordColumn.End))
        {
            DateTimeOffset to = ReadInstant(CostRecordColumn.End);
            Require(to > from, CostRecordColumn.End, Text(CostRecordColumn.End), "must be later than the start");

            // Commands go through all days of a cost. No bill covers more.
            Require(to <= from.AddYears(10), CostRecordColumn.End, Text(CostRecordColumn.End), "must be at most ten years later than the start");
            return (from, to);
        }

        var day = new DateTimeOffset(from.UtcDateTime.Date, TimeSpan.Zero);
        return (day, day.AddDays(1));
    }

    private DateTimeOffset ReadInstant(CostRecordColumn column)
    {
        string text = Text(column) ?? "";
        bool isInstant = CsvText.TryReadInstant(text, out DateTimeOffset instant);

        Require(isInstant, column, text, "must be a date or time such as 2026-11-22 or 2026-11-22T10:00:00Z");
        Require(CsvText.IsOfThisCentury(instant), column, text, CsvText.NotOfThisCentury);
        return instant.ToUniversalTime();
    }

    private static string AccountOf(string provider) =>
        string.Concat(provider.Trim().ToLowerInvariant().Select(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_' ? character : '-'));

    private int Position(CostRecordColumn column) => _positions[(int)column];

    private string? Text(CostRecordColumn column)
    {
        int position = Position(column);
        string? text = position >= 0 && position < _parser.Count ? _parser[position] : null;
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private void Require(bool condition, CostRecordColumn column, string? text, string problem)
    {
        if (!condition)
        {
            string title = _layout.Titles.TryGetValue(column, out string[]? titles) ? titles[^1] : column.ToString();
            throw FileErrors.ImportRowInvalidCost(CsvText.LineOf(_parser, _lineBefore), _file, title, CsvText.Shorten(text), problem);
        }
    }
}
