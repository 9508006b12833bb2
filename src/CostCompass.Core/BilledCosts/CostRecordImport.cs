namespace CostCompass.BilledCosts;

/// <summary>What an import of costs from a file did for one account and currency.</summary>
public sealed record CostRecordImport
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The account to which the costs count.</summary>
    public required string Account { get; init; }

    /// <summary>Who billed them.</summary>
    public required string Provider { get; init; }

    /// <summary>The ISO 4217 code, upper case.</summary>
    public required string Currency { get; init; }

    /// <summary>How many rows the file has of this account and currency.</summary>
    public required int Rows { get; init; }

    /// <summary>The start of the account's first charge period. The file tells all of the span from here to <see cref="To"/>.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the account's last charge period, not included.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The sum of the rows, in units of the currency.</summary>
    public required decimal Amount { get; init; }

    /// <summary>How many costs are new or other than before; rows of one period, service and model are one cost. 0 when everything was known.</summary>
    public required int Added { get; init; }

    /// <summary>How many costs of before no longer hold, because the file tells otherwise of its span.</summary>
    public required int Replaced { get; init; }
}
