using System.Management.Automation;
using CostCompass.Balances;
using CostCompass.Spending;
using CostCompass.Storage;

namespace CostCompass.Sessions;

/// <summary>Reads histories from the store as steps of spend.</summary>
/// <param name="store">The store.</param>
internal sealed class HistoryReader(ICostStore store)
{
    /// <summary>The series that match.</summary>
    /// <param name="names">Account names or wildcard patterns; null for all.</param>
    /// <param name="provider">A wildcard pattern of providers; null for all.</param>
    /// <param name="currency">A currency; null for all.</param>
    public IReadOnlyList<StoredSeries> FindSeries(string[]? names, string? provider = null, string? currency = null)
    {
        WildcardPattern[]? accounts = names?.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
        var providers = new WildcardPattern(provider ?? "*", WildcardOptions.IgnoreCase);
        return store.ReadSeries()
            .Where(series => accounts is null || accounts.Any(pattern => pattern.IsMatch(series.Key.Account)))
            .Where(series => providers.IsMatch(series.Key.Provider))
            .Where(series => currency is null || string.Equals(series.Key.Currency, currency, StringComparison.OrdinalIgnoreCase))
            .ToList();
    }

    /// <summary>
    /// The steps of a series that reach into a span, in order. A few days more are read, so that a window is judged the same
    /// however much of the history is asked for.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="asOf">Nothing after this instant is known.</param>
    public IEnumerable<SpendStep> ReadSteps(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset asOf)
    {
        DateTimeOffset start = from - DateTimeOffset.MinValue > WindowDerivation.LookBack
            ? from - WindowDerivation.LookBack
            : DateTimeOffset.MinValue;
        bool isWhole = !store.ReadSnapshots(series, start, start).Any();
        return SpendHistory.Derive(store.ReadSnapshots(series, start, asOf), asOf, isWhole)
            .SkipWhile(step => step.Snapshot.LastSeen < from);
    }

    /// <summary>The first instant of a series; null when it is empty.</summary>
    /// <param name="series">The series.</param>
    public DateTimeOffset? FirstSeen(BalanceSeriesKey series)
    {
        foreach (BalanceSnapshot snapshot in store.ReadSnapshots(series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue))
        {
            return snapshot.FirstSeen;
        }

        return null;
    }
}
