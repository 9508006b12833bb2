using CostCompass.Pricing;

namespace CostCompass.Storage;

/// <summary>The price tables that were imported. The text is kept as it came; what it means is decided by the domain.</summary>
public interface IPriceTableStore
{
    /// <summary>The numbers of the tables, in order: they tell whether anything has changed, without reading the tables.</summary>
    IReadOnlyList<long> ReadVersions();

    /// <summary>The tables, in the order of their numbers.</summary>
    IReadOnlyList<StoredPriceTable> Read();

    /// <summary>Adds tables, all in one transaction. A table that is the newest of its kind already is not added again.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="importedAt">When they came.</param>
    /// <returns>For each table what is stored now.</returns>
    IReadOnlyList<StoredPriceTable> Add(IReadOnlyList<PriceTableText> tables, DateTimeOffset importedAt);

    /// <summary>Removes a table.</summary>
    /// <param name="version">Its number.</param>
    /// <returns>Whether there was one.</returns>
    bool Remove(long version);
}
