namespace CostCompass.BilledCosts;

/// <summary>The result of an import of costs from a file, for one account and currency.</summary>
public sealed record CostRecordImport
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The account of the costs.</summary>
    public required string Account { get; init; }

    /// <summary>The provider that billed them.</summary>
    public required string Provider { get; init; }

    /// <summary>The ISO 4217 code in uppercase.</summary>
    public required string Currency { get; init; }

    /// <summary>The number of rows in the file for this account and currency.</summary>
    public required int Rows { get; init; }

    /// <summary>The start of the account's first charge period. The file is complete from here to <see cref="To"/>.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the account's last charge period, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The sum of the rows, in units of the currency.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The number of new or changed costs. Rows with the same period, service and model are one cost. 0 if all were known.</summary>
    public required int Added { get; init; }

    /// <summary>The number of earlier costs that the file replaced.</summary>
    public required int Replaced { get; init; }
}
