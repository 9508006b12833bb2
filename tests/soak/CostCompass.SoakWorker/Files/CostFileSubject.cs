using System.Text;
using CostCompass.Storage.Files;

namespace CostCompass.SoakWorker.Files;

/// <summary>Files for <c>Import-CostRecord</c>, in plain columns and as FOCUS.</summary>
internal sealed class CostFileSubject : FileSubject
{
    private static readonly string[][] _plain =
    [
        ["date", "provider", "amount", "currency", "service"],
        ["2026-11-01", "Google", "2.25", "USD", "Gemini API"],
        ["2026-11-02", "Google", "0.000000001", "USD", "Gemini API"],
        ["2026-11-02", "Azure", "-1.5", "EUR", "OpenAI"],
    ];

    private static readonly string[][] _focus =
    [
        ["ChargePeriodStart", "ChargePeriodEnd", "BilledCost", "BillingCurrency", "ServiceName", "ServiceProviderName"],
        ["2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z", "12.34", "USD", "Claude", "Anthropic"],
        ["2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z", "0", "USD", "Claude", "Anthropic"],
    ];

    public override byte[] Make(FileMutator mutator) => mutator.Table(mutator.Random.Next(2) == 0 ? _plain : _focus);

    public override string? Read(byte[] file)
    {
        using var reader = new CostRecordCsvReader(new StreamReader(new MemoryStream(file), Encoding.UTF8), "file.csv");
        List<CostRecordRow> read = reader.ReadRows().ToList();
        var stated = StatedTable.Of(file);
        if (stated.Count != read.Count)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{read.Count} rows were read of {stated.Count}");
        }

        // A file with the columns of both forms is read as the plain one.
        bool isPlain = _plain[0].Where(title => title is "date" or "amount" or "currency").All(stated.HasColumn);
        for (int row = 0; row < read.Count; row++)
        {
            string? amount = stated.Cell(row, isPlain ? "amount" : "BilledCost");
            string? currency = stated.Cell(row, isPlain ? "currency" : "BillingCurrency");
            if (amount is null || decimal.Parse(amount, NumberStyles.Float, CultureInfo.InvariantCulture) != read[row].Cost.Amount
                || !string.Equals(currency, read[row].Cost.Currency, StringComparison.OrdinalIgnoreCase))
            {
                return string.Create(CultureInfo.InvariantCulture, $"row {row} costs {read[row].Cost.Amount} {read[row].Cost.Currency}");
            }
        }

        return null;
    }
}
