namespace CostCompass.Pricing;

/// <summary>A table that the price catalog is made of: one that comes with CostCompass, or one that was imported and lies over it.</summary>
public sealed record DeepSeekPriceTable
{
    /// <summary>The number of the import; 0 for the tables that come with CostCompass. Of one kind the highest number counts first.</summary>
    public required long Version { get; init; }

    /// <summary>What the table tells.</summary>
    public required PriceTableKind Kind { get; init; }

    /// <summary>The name of the file, without its folder.</summary>
    public required string Name { get; init; }

    /// <summary>How many rows it has.</summary>
    public required int Rows { get; init; }

    /// <summary>The first instant of which it tells something, in UTC. Null for rules that have always held.</summary>
    public required DateTimeOffset? From { get; init; }

    /// <summary>When it was imported, in UTC. Null for the tables that come with CostCompass.</summary>
    public required DateTimeOffset? ImportedAt { get; init; }

    /// <summary>Whether it comes with CostCompass. Such a table can't be removed.</summary>
    public bool IsBuiltIn => Version == 0;
}
