namespace CostCompass.Application;

/// <summary>Writes daily spend and the charges of subscriptions in the FOCUS format.</summary>
/// <param name="store">The store.</param>
/// <param name="after">Only days that start at or after this time are written.</param>
/// <param name="before">Only days that start before this time are written.</param>
/// <param name="asOf">The time up to which data is known.</param>
public sealed class FocusExport(SqlCostStore store, DateTimeOffset after, DateTimeOffset before, DateTimeOffset asOf)
{
    private readonly FocusCharges _charges = new(after, before);

    /// <summary>Writes the charges. A series or subscription that is listed twice is written once.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="found">The series.</param>
    /// <param name="subscriptions">The subscriptions.</param>
    /// <param name="stop">Cancelled when the user stops the command.</param>
    public void Write(TextWriter text, IEnumerable<StoredSeries> found, IEnumerable<Subscription> subscriptions, CancellationToken stop)
    {
        var writer = new FocusCsvWriter(text);
        writer.WriteHeader();
        IEnumerable<FocusCharge> usage = found.DistinctBy(series => series.Key).SelectMany(UsageOf);
        IEnumerable<FocusCharge> purchases = subscriptions.DistinctBy(one => one.Name, DisplayName.Comparer).SelectMany(one => _charges.OfSubscription(one, asOf));
        foreach (FocusCharge charge in usage.Concat(purchases))
        {
            stop.ThrowIfCancellationRequested();
            writer.Write(charge);
        }
    }

    private IEnumerable<FocusCharge> UsageOf(StoredSeries series)
    {
        // Days are written completely, even if the span begins or ends during a day.
        DateTimeOffset from = after == DateTimeOffset.MinValue ? after : new DateTimeOffset(after.UtcDateTime.Date, TimeSpan.Zero);
        List<SpendStep> steps = new HistoryReader(store).ReadSteps(series.Key, from, asOf).ToList();
        if (!HistoryReader.EverHeldMoney(series, steps))
        {
            return [];
        }

        IReadOnlyList<ReportedCost> costs = series.IsReported ? store.Reports.Read(series.Key, from, asOf, asOf) : [];
        return _charges.OfUsage(series.Key, steps, asOf, costs);
    }
}
