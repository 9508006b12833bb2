namespace CostCompass.Stores;

/// <summary>A table that was copied from one store to another, and verified there.</summary>
public sealed record CostStoreCopy
{
    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>How many rows it has, in both stores.</summary>
    public required long Rows { get; init; }

    /// <summary>How many of them were copied now; the others were there already.</summary>
    public required long Copied { get; init; }

    /// <summary>The sum of all whole numbers of the table, the same in both stores: instants, amounts in 1e-9 units, tokens, numbers of rows.</summary>
    public required decimal Sum { get; init; }

    /// <summary>The store from which it was copied; never with the password.</summary>
    public required string From { get; init; }

    /// <summary>The store to which it was copied; never with the password.</summary>
    public required string To { get; init; }
}
