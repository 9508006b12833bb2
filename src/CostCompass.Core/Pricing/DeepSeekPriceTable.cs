namespace CostCompass.Pricing;

/// <summary>A table of the price catalog: a built-in one, or an imported one that overrides others.</summary>
public sealed record DeepSeekPriceTable
{
    /// <summary>The number of the import. 0 for the built-in tables. Of one kind, the highest number has precedence.</summary>
    public required long Version { get; init; }

    /// <summary>The kind of data in the table.</summary>
    public required PriceTableKind Kind { get; init; }

    /// <summary>The name of the file, without its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The time from which the table applies, in UTC. Null for rules without a start.</summary>
    public required DateTimeOffset? From { get; init; }

    /// <summary>When it was imported, in UTC. Null for the built-in tables.</summary>
    public required DateTimeOffset? ImportedAt { get; init; }

    /// <summary>Whether it is built in. A built-in table can't be removed.</summary>
    public bool IsBuiltIn => Version == 0;
}
