namespace CostCompass.Stores;

/// <summary>A table that was copied from one store to another, and verified.</summary>
public sealed record CostStoreCopy
{
    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>The number of rows, in both stores.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of rows that were copied now. The others already existed.</summary>
    public required long Copied { get; init; }

    /// <summary>The sum of all whole numbers in the table, the same in both stores: times, amounts in 1e-9 units, tokens, row numbers.</summary>
    public required decimal Sum { get; init; }

    /// <summary>The source store, never with the password.</summary>
    public required string From { get; init; }

    /// <summary>The target store, never with the password.</summary>
    public required string To { get; init; }
}
