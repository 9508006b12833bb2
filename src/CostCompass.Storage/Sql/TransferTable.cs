namespace CostCompass.Storage.Sql;

/// <summary>A table that is copied from one store to another, with the numbers of its rows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">The columns that identify a row, in whose order the rows are read.</param>
internal sealed record TransferTable(string Name, params string[] Key)
{
    /// <summary>Every table. Tables that others reference come first.</summary>
    public static IReadOnlyList<TransferTable> All { get; } =
    [
        new("account", "name"),
        new("series", "id") { Number = "id" },
        new("snapshot", "series_id", "first_seen") { IsLong = true },
        new("snapshot_piece", "series_id", "first_seen") { IsLong = true },
        new("balance_event", "id") { Number = "id" },
        new("price_table", "version") { Number = "version" },
        new("usage_account", "id") { Number = "id" },
        new("usage_origin", "id") { Number = "id" },
        new("usage_log", "account_id", "host", "path"),
        new("metered_call", "id") { Number = "id", IsLong = true },
        new("report_series", "id") { Number = "id" },
        new("report_span", "series_id", "from_at"),
        new("report_cost", "id") { Number = "id", IsLong = true },
        new("subscription", "id") { Number = "id" },
        new("subscription_amount", "subscription_id", "from_day"),
        new("exchange_rate", "from_currency", "to_currency", "from_day"),
        new("budget", "name"),
        new("quote", "number") { Number = "number" },
        new("export_account", "id") { Number = "id" },
        new("export_import", "id") { Number = "id" },
        new("export_amount", "account_id", "starts_at", "ends_at", "model", "type", "price"),
        new("export_cost", "account_id", "starts_at", "ends_at", "model", "wallet", "currency", "type"),
        new("export_coverage", "account_id", "kind", "starts_at"),
    ];

    /// <summary>The column with the number of the row, or null.</summary>
    public string? Number { get; init; }

    /// <summary>
    /// Whether its rows are copied in parts, one transaction each: its key consists of whole numbers, so that every database has the same row
    /// order, and an interrupted copy continues after the last row.
    /// </summary>
    public bool IsLong { get; init; }
}
