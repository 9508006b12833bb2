namespace CostCompass.Storage.Sqlite.Care;

/// <summary>The rules of the domain for rows, in addition to the constraints of the tables.</summary>
internal static class StoreRules
{
    /// <summary>The first time of the calendar in microseconds.</summary>
    public const long FirstInstant = -62_135_596_800_000_000;

    /// <summary>The last time of the calendar in microseconds.</summary>
    public const long LastInstant = 253_402_300_799_999_999;

    private const long LargestAmount = (long)(Amount.Maximum * 1_000_000_000m);

    // Providers round each amount to a cent separately, so a difference of a cent isn't a problem.
    private const long PoolTolerance = 10_000_000;

    private const string Snapshot = "'the snapshot of ' || s.account || ' in ' || s.currency || ' at ' || shown_instant(n.first_seen)";

    /// <summary>Every rule, in the order in which they are reported.</summary>
    public static IReadOnlyList<StoreRule> All { get; } =
    [
        new("SnapshotOrder", "SELECT count(*) FROM snapshot",
            $"""
            SELECT {Snapshot} || ' starts before the previous one ends'
            FROM (SELECT series_id, first_seen, lag(last_seen) OVER (PARTITION BY series_id ORDER BY first_seen) AS former FROM snapshot) n
            JOIN series s ON s.id = n.series_id WHERE n.former >= n.first_seen
            """),
        new("SnapshotPools", "SELECT count(*) FROM snapshot",
            $"""
            SELECT {Snapshot} || ' has a total that is not the sum of its granted and topped-up amounts'
            FROM snapshot n JOIN series s ON s.id = n.series_id
            WHERE NOT n.is_usage_only AND NOT n.total - n.granted - n.topped_up BETWEEN -{PoolTolerance} AND {PoolTolerance}
               OR n.is_usage_only AND (n.used IS NULL OR n.total <> 0 OR n.granted <> 0 OR n.topped_up <> 0)
            """),
        // A table with the highest possible row number accepts no more rows, which SQLite reports as a full disk.
        new("Sequences", "SELECT count(*) FROM sqlite_sequence",
            """
            SELECT 'the table ' || name || ' has no numbers left for new rows' FROM sqlite_sequence
            WHERE typeof(seq) <> 'integer' OR seq > 4611686018427387904
            """),
        new("SnapshotPieces", "SELECT count(*) FROM snapshot_piece",
            """
            SELECT 'the imported row of ' || s.account || ' at ' || shown_instant(p.first_seen) || ' is outside all snapshots'
            FROM snapshot_piece p JOIN series s ON s.id = p.series_id
            WHERE coalesce((SELECT n.last_seen FROM snapshot n WHERE n.series_id = p.series_id AND n.first_seen <= p.first_seen
                            ORDER BY n.first_seen DESC LIMIT 1), p.first_seen - 1) < p.last_seen
            UNION ALL
            SELECT 'the imported row of ' || s.account || ' at ' || shown_instant(p.first_seen) || ' starts before the previous one ends'
            FROM (SELECT series_id, first_seen, lag(last_seen) OVER (PARTITION BY series_id ORDER BY first_seen) AS former FROM snapshot_piece) p
            JOIN series s ON s.id = p.series_id WHERE p.former > p.first_seen
            """),
        Each("Amounts",
        [
            ("snapshot", "total"), ("snapshot", "granted"), ("snapshot", "topped_up"), ("snapshot", "used"),
            ("balance_event", "amount"), ("subscription_amount", "amount"), ("budget", "amount"),
        ], column => string.Create(CultureInfo.InvariantCulture, $"NOT {column} BETWEEN {-LargestAmount} AND {LargestAmount}"), "is out of range"),
        Each("Numbers",
        [
            ("quote", "cache_hit_rate"), ("quote", "low"), ("quote", "expected"), ("quote", "next_expected"), ("quote", "high"), ("quote", "balance"),
            ("quote", "held"), ("quote", "unseen"), ("quote", "actual"), ("quote", "refunded"), ("quote", "overrun"),
            ("export_amount", "price"), ("export_amount", "amount"), ("export_cost", "cost"), ("exchange_rate", "rate"),
        ], column => $"NOT is_canonical({column})", "is not in the number format of the store"),
        Each("ReportedAmounts", [("report_cost", "amount"), ("report_cost", "low"), ("report_cost", "high")], column => $"NOT is_number({column})", "is not a number"),
        Each("Instants",
        [
            ("snapshot", "first_seen"), ("snapshot", "last_seen"), ("snapshot_piece", "first_seen"), ("snapshot_piece", "last_seen"),
            ("balance_event", "at"), ("balance_event", "recorded_at"), ("balance_event", "since"), ("balance_event", "removed_at"),
            ("price_table", "imported_at"), ("metered_call", "at"), ("metered_call", "started_at"),
            ("usage_log", "modified"), ("usage_log", "read_at"),
            ("report_series", "complete_until"), ("report_series", "recorded_at"),
            ("report_span", "from_at"), ("report_span", "to_at"), ("report_span", "recorded_at"),
            ("report_cost", "from_at"), ("report_cost", "to_at"), ("report_cost", "recorded_at"), ("report_cost", "replaced_at"),
            ("quote", "at"), ("quote", "next_band_at"), ("quote", "balance_at"), ("quote", "reserved_at"), ("quote", "reserved_until"),
            ("quote", "removed_at"), ("quote", "settled_at"), ("quote", "completed_at"),
            ("export_import", "imported_at"), ("export_amount", "starts_at"), ("export_amount", "ends_at"),
            ("export_cost", "starts_at"), ("export_cost", "ends_at"), ("export_coverage", "starts_at"), ("export_coverage", "ends_at"),
        ], column => string.Create(CultureInfo.InvariantCulture, $"NOT {column} BETWEEN {FirstInstant} AND {LastInstant}"), "is not a valid time"),
        Each("Days",
        [
            ("subscription", "first_day"), ("subscription", "last_day"), ("subscription_amount", "from_day"), ("exchange_rate", "from_day"),
        ], column => $"(date({column}) IS NOT {column} OR {column} < '0001')", "is not a valid day"),
        Each("Currencies",
        [
            ("series", "currency"), ("balance_event", "currency"), ("report_series", "currency"), ("subscription", "currency"), ("quote", "currency"),
            ("budget", "currency"), ("exchange_rate", "from_currency"), ("exchange_rate", "to_currency"),
        ], column => $"{column} NOT GLOB '[A-Z][A-Z][A-Z]'", "is not a currency code"),
        Each("Accounts",
        [
            ("account", "name"), ("series", "account"), ("balance_event", "account"), ("report_series", "account"), ("quote", "account"),
            ("usage_account", "account"), ("export_account", "account"),
        ], column => $"NOT is_account({column})", "is not a valid account name"),
        Each("Names",
        [
            ("account", "provider"), ("series", "provider"), ("report_series", "provider"), ("subscription", "name"),
            ("budget", "name"), ("budget", "account"), ("budget", "provider"),
        ], column => $"NOT is_name({column})", "contains an invalid name"),

        // Others name models, and some of their names begin like a formula.
        Each("Texts",
        [
            ("account", "key_reference"), ("account", "secret_vault"), ("metered_call", "model"), ("usage_origin", "agent"), ("usage_origin", "project"), ("usage_origin", "session"), ("quote", "model"), ("quote", "billed_as"),
            ("export_amount", "model"), ("export_amount", "type"), ("export_cost", "model"), ("export_cost", "type"), ("report_cost", "service"), ("report_cost", "model"),
        ], column => $"{column} <> '' AND NOT is_plain({column})", "contains invisible characters"),
        Each("Addresses", [("account", "base_uri")], column => $"NOT is_address({column})", "is not a valid address"),
        Each("KeySources", [("account", "key_source")], column => $"({NotOneOf<KeySource>(column)} OR {column} = '{nameof(KeySource.Unknown)}')", "is unknown"),
        new("KeyReferences", "SELECT count(*) FROM account",
            "SELECT 'the account ' || name || ' doesn''t name an environment variable or a secret' FROM account WHERE key_source <> 'Vault' AND trim(coalesce(key_reference, '')) = ''"),
        Each("EventKinds", [("balance_event", "kind")], NotOneOf<BalanceEventKind>, "is unknown"),
        Each("ReportedQualities", [("report_cost", "quality")], NotOneOf<SpendQuality>, "is unknown"),
        Each("Bands", [("quote", "band"), ("quote", "next_band")], NotOneOf<PriceBand>, "is unknown"),
        new("PriceTables", "SELECT count(*) FROM price_table",
            "SELECT 'the price table ' || version || ' doesn''t start like a table of its kind' FROM price_table WHERE NOT is_price_table(kind, content)"),
        new("ReportedCosts", "SELECT count(*) FROM report_cost",
            """
            SELECT 'two costs of ' || s.account || ' apply to the same service and the time from ' || shown_instant(c.from_at)
            FROM report_cost c JOIN report_series s ON s.id = c.series_id WHERE c.replaced_at IS NULL
            GROUP BY c.series_id, c.from_at, c.to_at, c.service, c.model, c.quality HAVING count(*) > 1
            """),
        new("ReportedSpans", "SELECT count(*) FROM report_span",
            """
            SELECT 'the reports of ' || s.account || ' cover the time after ' || shown_instant(p.from_at) || ' twice'
            FROM (SELECT series_id, from_at, lag(to_at) OVER (PARTITION BY series_id ORDER BY from_at) AS former FROM report_span) p
            JOIN report_series s ON s.id = p.series_id WHERE p.former > p.from_at
            """),
        new("ExportSpans", "SELECT count(*) FROM export_coverage",
            """
            SELECT 'the exports of ' || a.account || ' cover the time after ' || shown_instant(p.starts_at) || ' twice'
            FROM (SELECT account_id, starts_at, lag(ends_at) OVER (PARTITION BY account_id, kind ORDER BY starts_at) AS former FROM export_coverage) p
            JOIN export_account a ON a.id = p.account_id WHERE p.former > p.starts_at
            """),
        new("CallOrigins", "SELECT count(*) FROM usage_origin",
            """
            SELECT 'the agent of a call of ' || a.account || CASE WHEN o.id IS NULL THEN ' is missing' ELSE ' belongs to another account' END
            FROM metered_call c JOIN usage_account a ON a.id = c.account_id LEFT JOIN usage_origin o ON o.id = c.origin_id
            WHERE c.origin_id IS NOT NULL AND o.account_id IS NOT c.account_id
            """),
        new("Exports", "SELECT (SELECT count(*) FROM export_amount) + (SELECT count(*) FROM export_cost)",
            """
            SELECT 'an amount of model ' || e.model || ' belongs to the import of another account'
            FROM export_amount e JOIN export_import i ON i.id = e.import_id WHERE i.account_id <> e.account_id
            UNION ALL
            SELECT 'a cost of model ' || e.model || ' belongs to the import of another account'
            FROM export_cost e JOIN export_import i ON i.id = e.import_id WHERE i.account_id <> e.account_id
            """),
        new("Subscriptions", "SELECT count(*) FROM subscription",
            """
            SELECT 'the subscription ' || s.name || ' has no amount'
            FROM subscription s WHERE NOT EXISTS (SELECT 1 FROM subscription_amount a WHERE a.subscription_id = s.id)
            """),
        new("ExchangeRates", "SELECT count(*) FROM exchange_rate",
            "SELECT 'the rate from ' || from_currency || ' to ' || to_currency || ' is not greater than zero' FROM exchange_rate WHERE NOT is_positive(rate)"),
        new("Quotes", "SELECT count(*) FROM quote",
            """
            SELECT 'the reservation ' || id || CASE WHEN low LIKE '-%' OR actual LIKE '-%' THEN ' has an amount or a cost below zero'
                                                    WHEN NOT is_ascending(low, expected, high) THEN ' expects less than its minimum, or more than its maximum'
                                                    ELSE ' is only partly settled' END
            FROM quote
            WHERE NOT is_ascending(low, expected, high) OR low LIKE '-%' OR actual LIKE '-%'
               OR (settled_at IS NULL) <> (actual IS NULL) OR (settled_at IS NULL) <> (refunded IS NULL) OR (settled_at IS NULL) <> (overrun IS NULL)
            """),
    ];

    // One rule for columns with the same kind of value. The table itself rejects missing values.
    private static StoreRule Each(string name, (string Table, string Column)[] columns, Func<string, string> isWrong, string fault) => new(
        name,
        "SELECT " + string.Join(" + ", columns.Select(one => one.Table).Distinct().Select(table => $"(SELECT count(*) FROM {table})")),
        string.Join(" UNION ALL ", columns.GroupBy(one => one.Table).Select(table =>
            $"SELECT 'in the table {table.Key} {string.Join(" or ", table.Select(one => one.Column))} {fault}' FROM {table.Key} WHERE "
            + string.Join(" OR ", table.Select(one => $"{one.Column} IS NOT NULL AND {isWrong(one.Column)}")))));

    private static string NotOneOf<T>(string column)
        where T : struct, Enum => $"{column} NOT IN ({string.Join(", ", Enum.GetNames<T>().Select(name => $"'{name}'"))})";
}
