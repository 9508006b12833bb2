using CostCompass.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite.Care;

/// <summary>Functions of a connection for checks that SQL can't do. None of them fails, whatever a row contains.</summary>
internal static class RuleFunctions
{
    private const NumberStyles NumberStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>Adds the functions to a connection.</summary>
    public static void Register(SqliteConnection connection)
    {
        connection.CreateFunction<string?, bool>("is_number", text => Parse(text) is not null, isDeterministic: true);
        connection.CreateFunction<string?, bool>("is_canonical", IsCanonical, isDeterministic: true);
        connection.CreateFunction<string?, bool>("is_positive", text => Parse(text) > 0m, isDeterministic: true);
        connection.CreateFunction<string?, string?, string?, bool>("is_ascending", IsAscending, isDeterministic: true);
        connection.CreateFunction<string?, bool>("is_address", text => Uri.TryCreate(text, UriKind.Absolute, out _), isDeterministic: true);
        connection.CreateFunction<string?, bool>("is_plain", IsPlain, isDeterministic: true);
        connection.CreateFunction<string?, bool>("is_name", text => IsPlain(text) && !ForeignText.IsFormula(text), isDeterministic: true);
        connection.CreateFunction<string?, bool>("is_account", AccountName.IsValid, isDeterministic: true);
        connection.CreateFunction<string?, string?, bool>("is_price_table", IsPriceTable, isDeterministic: true);
        connection.CreateFunction<long, string>("shown_instant", Shown, isDeterministic: true);
    }

    private static decimal? Parse(string? text) =>
        decimal.TryParse(text, NumberStyle, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    private static bool IsCanonical(string? text) =>
        Parse(text) is { } number && StoredValue.Exact(number) == text;

    private static bool IsAscending(string? low, string? middle, string? high) => Parse(low) <= Parse(middle) && (high is null || Parse(middle) <= Parse(high));

    // Not a text of the store: empty, invisible characters, or bytes that aren't UTF-8.
    private static bool IsPlain(string? text) =>
        !string.IsNullOrWhiteSpace(text) && ForeignText.IsVisible(text) && !text.Contains('\uFFFD', StringComparison.Ordinal);

    private static bool IsPriceTable(string? kind, string? content)
    {
        try
        {
            return PriceTableText.Recognize("", content ?? "").Kind.ToString() == kind;
        }
        catch (CostException)
        {
            return false;
        }
    }

    private static string Shown(long microseconds) => microseconds is >= StoreRules.FirstInstant and <= StoreRules.LastInstant
        ? Instant.FromMicroseconds(microseconds).ToString("yyyy-MM-dd HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{microseconds} microseconds");
}
