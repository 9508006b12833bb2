namespace CostCompass.Application;

/// <summary>The price catalog of a store. It is read again only if the tables in the store changed.</summary>
public sealed class SessionPrices
{
    private readonly SqlCostStore _store;
    private readonly IReadOnlyList<long> _versions;

    private SessionPrices(SqlCostStore store, IReadOnlyList<long> versions, PriceTables tables)
    {
        _store = store;
        _versions = versions;
        Tables = tables;
        Catalog = versions.Count == 0 ? DeepSeekPriceCatalog.BuiltIn : tables.ToCatalog();
    }

    /// <summary>The prices.</summary>
    public DeepSeekPriceCatalog Catalog { get; }

    /// <summary>The tables of the prices.</summary>
    public PriceTables Tables { get; }

    /// <summary>The prices of a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="former">The previous catalog, which is returned while it is still valid.</param>
    public static SessionPrices Of(SqlCostStore store, SessionPrices? former)
    {
        IReadOnlyList<long> versions = store.PriceTables.ReadVersions();
        if (former is not null && ReferenceEquals(former._store, store) && former._versions.SequenceEqual(versions))
        {
            return former;
        }

        IReadOnlyList<StoredPriceTable> imported = versions.Count == 0 ? [] : store.PriceTables.Read();
        return new SessionPrices(store, versions, WithImported(imported));
    }

    /// <summary>The built-in tables, overridden by imported ones.</summary>
    /// <param name="imported">The imported tables, by version.</param>
    public static PriceTables WithImported(IEnumerable<StoredPriceTable> imported) =>
        imported.Aggregate(PriceTables.BuiltIn, (below, table) => below.With(table.Text, table.Version, table.ImportedAt));
}
