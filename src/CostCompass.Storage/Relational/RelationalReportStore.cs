using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.BilledCosts;

namespace CostCompass.Storage.Relational;

/// <summary>Reported costs in a database.</summary>
internal sealed class RelationalReportStore(StoreDatabase database) : IReportStore
{
    public IReadOnlyList<ReportedSeries> ReadSeries() =>
        database.Exists ? database.Read(connection => new ReportTable(connection).ReadSeries()) : [];

    public IReadOnlyList<ReportChange> Record(
        AccountName account, string provider, CostReport report, DateTimeOffset recordedAt, DateTimeOffset completeUntil) =>
        Record([new ReportToRecord(account, provider, report, completeUntil)], recordedAt)[0];

    public IReadOnlyList<IReadOnlyList<ReportChange>> Record(IReadOnlyList<ReportToRecord> reports, DateTimeOffset recordedAt) =>
        database.Write(connection =>
        {
            connection.Claim([.. reports.Select(report => StoreClaim.Account(report.Account))]);
            var table = new ReportTable(connection);
            return reports.Select(report => Record(table, report, recordedAt)).ToList();
        });

    public IReadOnlyList<ReportedCost> Read(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset to, DateTimeOffset asOf) =>
        database.Exists ? database.Read(connection => new ReportTable(connection).Read(series, from, to, asOf)) : [];

    public DateTimeOffset ReadCompleteUntil(BalanceSeriesKey series, DateTimeOffset asOf) =>
        database.Exists ? database.Read(connection => new ReportTable(connection).ReadCompleteUntil(series, asOf)) : DateTimeOffset.MinValue;

    public IReadOnlyList<CoveredSpan> ReadCovered(BalanceSeriesKey series, DateTimeOffset asOf) =>
        database.Exists ? database.ReadState(connection => new ReportTable(connection).ReadCovered(series, asOf)) : [];

    public IReadOnlyList<DateTimeOffset> ReadRecorded(BalanceSeriesKey series, DateTimeOffset asOf, int most) =>
        database.Exists ? database.Read(connection => new ReportTable(connection).ReadRecorded(series, asOf, most)) : [];

    private static List<ReportChange> Record(ReportTable table, ReportToRecord recorded, DateTimeOffset recordedAt)
    {
        CostReport report = recorded.Report;
        ILookup<string, ReportedCost> told = report.Costs.ToLookup(cost => cost.Currency);

        // A currency that the report no longer names has no cost in its span.
        IEnumerable<string> currencies = told.Select(one => one.Key)
            .Concat(table.CurrenciesOf(recorded.Account, recorded.Provider))
            .Concat(report.Currency is { } usual ? [usual] : []);
        return currencies.Distinct().Order(StringComparer.Ordinal)
            .Select(currency => table.Replace(
                new BalanceSeriesKey(recorded.Account, recorded.Provider, currency), report.Covered, told[currency].ToList(), recordedAt, recorded.CompleteUntil))
            .ToList();
    }
}
