using System.Text.Json;

namespace CostCompass.Storage.Files;

/// <summary>
/// Reads answers of the console's pages (undocumented): the usage and the cost of a month by day, model and type, and the invoices with every
/// top-up and grant. Only these fields are read.
/// </summary>
/// <param name="shown">The name of the file, as it can be shown.</param>
internal sealed class ConsoleAnswerReader(string shown)
{
    private const decimal LargestAmount = 1e18m;
    private const string Success = "SUCCESS";

    // Which of them a grant has isn't documented.
    private static readonly string[] TimesOfGrants = ["paid_at", "granted_at", "issued_at", "created_at", "inserted_at", "effective_at"];

    private readonly UsageExportBuilder _builder = new();
    private readonly List<CostBalanceEvent> _events = [];
    private Interval? _amountDays;
    private Interval? _costDays;
    private int _skipped;
    private bool _isFound;
    private int _answers;

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">The answer, or its <c>data</c>.</param>
    /// <exception cref="CostException"><c>ExportAnswerInvalid</c>, <c>ExportContradictory</c>, <c>ExportTooLarge</c>.</exception>
    public void Take(JsonElement answer)
    {
        _answers++;
        _builder.Begin(string.Create(CultureInfo.InvariantCulture, $"{shown} ({_answers})"));
        JsonElement data = Inner(Inner(answer, "data"), "biz_data");
        if (data.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement currency in data.EnumerateArray())
            {
                TakeDays(currency, CurrencyOf(currency));
            }
        }
        else if (data.ValueKind == JsonValueKind.Object && data.TryGetProperty("invoices", out JsonElement invoices))
        {
            TakeInvoices(invoices);
        }
        else if (data.ValueKind == JsonValueKind.Object && data.TryGetProperty("days", out _))
        {
            TakeDays(data, data.TryGetProperty("currency", out _) ? CurrencyOf(data) : null);
        }
        else
        {
            throw Invalid("doesn't contain usage, cost or invoices");
        }

        _isFound = true;
    }

    /// <summary>All that was read.</summary>
    /// <exception cref="CostException"><c>ExportAnswerInvalid</c>, <c>ExportContradictory</c>.</exception>
    public UsageExport Build() => !_isFound ? throw Invalid("doesn't contain usage, cost or invoices") : _builder.Build() with
    {
        AmountCoverage = _amountDays,
        CostCoverage = _costDays,
        Events = _events,
        SkippedEvents = _skipped,
    };

    private JsonElement Inner(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return element;
        }

        // 40002 and 40003: the session is over.
        foreach (string code in (string[])["code", "biz_code"])
        {
            if (element.TryGetProperty(code, out JsonElement value) && value.ValueKind == JsonValueKind.Number && !(value.TryGetInt32(out int number) && number == 0))
            {
                throw Invalid("is an error, for example because the session was over");
            }
        }

        return element.TryGetProperty(name, out JsonElement inner) ? inner : element;
    }

    // Amounts have no currency, and costs have one.
    private void TakeDays(JsonElement block, string? currency)
    {
        foreach (JsonElement day in ArrayOf(block, "days"))
        {
            if (!DateTime.TryParseExact(Text(day, "date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date) || !CsvText.IsOfThisCentury(new DateTimeOffset(date, TimeSpan.Zero)))
            {
                throw Invalid("contains a day without a valid date");
            }

            var start = new DateTimeOffset(date, TimeSpan.Zero);
            var interval = Interval.Between(start, start.AddDays(1));
            ref Interval? covered = ref currency is null ? ref _amountDays : ref _costDays;
            covered = covered is { } former ? new Interval(Instant.Earlier(former.From, interval.From), Instant.Later(former.To, interval.To)) : interval;
            foreach (JsonElement model in ArrayOf(day, "data"))
            {
                TakeModel(model, currency, start, interval);
            }
        }
    }

    private void TakeModel(JsonElement model, string? currency, DateTimeOffset start, Interval interval)
    {
        string name = Text(model, "model") is { } text && ExportText.IsName(text) ? text : throw Invalid("contains a model without a valid name");
        foreach (JsonElement usage in ArrayOf(model, "usage"))
        {
            string type = Text(usage, "type") is { } given && ExportText.IsName(given) ? ExportedType.OfAnswer(given) : throw Invalid("contains usage without a valid type");
            decimal amount = Number(usage, "amount");
            if (amount < 0m || amount > (currency is null ? LargestAmount : Amount.Maximum))
            {
                throw Invalid("contains an amount that is out of range");
            }

            // The console counts the whole prompt as 0.
            if (amount == 0m)
            {
                continue;
            }

            if (currency is null)
            {
                _builder.Add(new ExportedAmount(interval, name, type, 0m, amount), start);
            }
            else
            {
                _builder.Add(new ExportedCost(interval, name, "", currency, amount, type), start);
            }
        }
    }

    private void TakeInvoices(JsonElement invoices)
    {
        foreach (JsonElement order in ArrayOf(invoices, "payment_orders"))
        {
            if (Text(order, "payment_order_status") is { } status && status != Success)
            {
                _skipped++;
                continue;
            }

            _events.Add(EventOf(order, BalanceEventKind.TopUp, Time(order, "paid_at") ?? throw Invalid("contains a payment without a valid time")));
        }

        foreach (JsonElement order in ArrayOf(invoices, "bonus_orders"))
        {
            string? status = Text(order, "bonus_order_status") ?? Text(order, "status");
            DateTimeOffset? at = TimesOfGrants.Select(name => Time(order, name)).FirstOrDefault(time => time is not null);
            if ((status is not null && status != Success) || at is not { } granted)
            {
                _skipped++;
                continue;
            }

            _events.Add(EventOf(order, BalanceEventKind.Grant, granted));
        }
    }

    private CostBalanceEvent EventOf(JsonElement order, BalanceEventKind kind, DateTimeOffset at)
    {
        decimal amount = Number(order, "amount");
        return amount > 0m && amount <= Amount.Maximum
            ? new CostBalanceEvent { Account = "", Kind = kind, Amount = amount, Currency = CurrencyOf(order), At = at }
            : throw Invalid("contains a payment or a grant with an amount that is out of range");
    }

    private string CurrencyOf(JsonElement element) =>
        Text(element, "currency") is { } text && CurrencyCode.IsValid(text) ? text.ToUpperInvariant() : throw Invalid("contains an amount without a valid currency");

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Amounts are texts or numbers.
    private decimal Number(JsonElement element, string name)
    {
        string? text = element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out JsonElement value) ? null
            : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
            : value.ValueKind == JsonValueKind.String ? value.GetString()
            : null;
        return text is not null && ExportText.TryReadExactly(text, out decimal number) ? number : throw Invalid("contains an amount that isn't a number with at most 28 digits");
    }

    // A text with an offset, or seconds since 1970. Null if there is none.
    private static DateTimeOffset? Time(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        DateTimeOffset? time = value.ValueKind == JsonValueKind.String && CsvText.TryReadInstant(value.GetString()!, out DateTimeOffset read) ? read
            : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double seconds) && seconds is > 0 and < 1e11 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
        return time is { } known && CsvText.IsOfThisCentury(known) ? known : null;
    }

    private JsonElement.ArrayEnumerator ArrayOf(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Invalid("has another form than the answers of the console");
        }

        return !element.TryGetProperty(name, out JsonElement array) || array.ValueKind == JsonValueKind.Null ? default
            : array.ValueKind == JsonValueKind.Array ? array.EnumerateArray()
            : throw Invalid("has another form than the answers of the console");
    }

    private CostException Invalid(string problem) => UsageExportErrors.ExportAnswerInvalid(shown, problem);
}
