using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.BilledCosts;

namespace CostCompass.Storage;

/// <summary>
/// Where the costs that providers report are kept, and those that come from files. A day that is told again replaces what was
/// told before; what was replaced is kept, so that a past result can be made again.
/// </summary>
public interface IReportStore
{
    /// <summary>The series of which there are reports.</summary>
    IReadOnlyList<ReportedSeries> ReadSeries();

    /// <summary>Takes in a report: all that it says of its span replaces what was there, in one transaction.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="provider">The provider's name.</param>
    /// <param name="report">The report.</param>
    /// <param name="recordedAt">When it is taken in.</param>
    /// <param name="completeUntil">Up to where its costs are whole.</param>
    /// <returns>What has changed, by currency.</returns>
    IReadOnlyList<ReportChange> Record(AccountName account, string provider, CostReport report, DateTimeOffset recordedAt, DateTimeOffset completeUntil);

    /// <summary>Takes in several reports, all of them or none, in one transaction.</summary>
    /// <param name="reports">The reports.</param>
    /// <param name="recordedAt">When they are taken in.</param>
    /// <returns>What has changed: for each report, in their order, by currency.</returns>
    IReadOnlyList<IReadOnlyList<ReportChange>> Record(IReadOnlyList<ReportToRecord> reports, DateTimeOffset recordedAt);

    /// <summary>The costs of a series whose intervals reach into a span, as they were known at an instant.</summary>
    /// <param name="series">The series.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, not included.</param>
    /// <param name="asOf">What was taken in later is left out.</param>
    IReadOnlyList<ReportedCost> Read(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset to, DateTimeOffset asOf);

    /// <summary>Up to where the costs of a series were whole, as far as was known at an instant.</summary>
    /// <param name="series">The series.</param>
    /// <param name="asOf">What was taken in later is left out.</param>
    DateTimeOffset ReadCompleteUntil(BalanceSeriesKey series, DateTimeOffset asOf);

    /// <summary>
    /// The spans that a series' reports cover from its first cost on, as it was known at an instant: in order, without overlap. What
    /// was asked about before the first cost is left out: the account was not there yet.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="asOf">What was taken in later is left out.</param>
    IReadOnlyList<CoveredSpan> ReadCovered(BalanceSeriesKey series, DateTimeOffset asOf);

    /// <summary>The instants at which reports that changed anything were taken in, as far as was known at an instant: the newest ones, in order.</summary>
    /// <param name="series">The series.</param>
    /// <param name="asOf">What was taken in later is left out.</param>
    /// <param name="most">How many at most.</param>
    IReadOnlyList<DateTimeOffset> ReadRecorded(BalanceSeriesKey series, DateTimeOffset asOf, int most);
}
