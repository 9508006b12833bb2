using CostCompass.Storage.Sql;

namespace CostCompass.Storage.Tests.Contract;

/// <summary>A store of its own for one test, and short forms of what is put into it.</summary>
public abstract class StoreUnderTest : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    public static readonly BalanceSeriesKey Series = new("team", "DeepSeek", "USD");

    /// <summary>What <see cref="Stores.CostStore.Kind"/> is of it.</summary>
    public abstract string Kind { get; }

    /// <summary>How many stores a property is tried with: one on a server takes longer to make.</summary>
    public virtual int Samples => 40;

    public abstract SqlCostStore Store { get; }

    public IReadOnlyList<BalanceSnapshot> All => Snapshots(Series);

    public static BalanceReading Reading(double seconds, decimal total, BalanceSeriesKey? series = null, decimal granted = 0m)
    {
        BalanceSeriesKey key = series ?? Series;
        return new BalanceReading(key.Account, key.Provider, key.Currency, Noon.AddSeconds(seconds), new BalanceLevels(total, granted, total - granted, true));
    }

    public static CostAccount Account(string name) => new()
    {
        Name = name,
        Provider = "DeepSeek",
        BaseUri = new Uri("https://api.deepseek.com/"),
        KeySource = KeySource.Vault,
    };

    public static CostException Refusal(Action action, string errorId)
    {
        CostException failure = Assert.Throws<CostException>(action);
        Assert.Equal(errorId, failure.ErrorId);
        return failure;
    }

    /// <summary>The same store as another process has it.</summary>
    public abstract SqlCostStore Another();

    /// <summary>The same store as a module has it whose tables have another version.</summary>
    internal abstract SqlCostStore OfSchema(StoreSchema schema);

    /// <summary>All that is written in the store, as text.</summary>
    public abstract string Content();

    /// <summary>Another store of the same kind, with nothing in it.</summary>
    public abstract StoreUnderTest Fresh();

    public IReadOnlyList<BalanceSnapshot> Snapshots(BalanceSeriesKey series) =>
        [.. Store.ReadSnapshots(series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue)];

    public RecordedReading Record(double seconds, decimal total, DateTimeOffset? newestBefore = null) =>
        Store.Record(
        [Reading(seconds, total)], newestBefore is { } newest ? new Dictionary<BalanceSeriesKey, DateTimeOffset> { [Series] = newest } : null).Single();

    public abstract void Dispose();
}
