using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Errors;
using CostCompass.Quotes;

namespace CostCompass.Storage.Relational;

/// <summary>
/// Reservations in a database. A write first claims the account that pays, so what it reads of other reservations stays true until it
/// has ended.
/// </summary>
internal sealed class RelationalQuoteStore(StoreDatabase database) : IQuoteStore
{
    /// <inheritdoc/>
    public IReadOnlyList<DeepSeekQuote> Read(DateTimeOffset now) =>
        database.Exists ? database.Read(connection => new QuoteTable(connection).ReadAll(now)) : [];

    /// <inheritdoc/>
    public IReadOnlyList<DeepSeekQuote> ReadOpen(DateTimeOffset now) =>
        database.Exists ? database.Read(connection => new QuoteTable(connection).ReadOpen(now)) : [];

    /// <inheritdoc/>
    public IReadOnlyList<DeepSeekQuote> ReadNewest(string beginning, int count, DateTimeOffset now) =>
        database.Exists ? database.Read(connection => new QuoteTable(connection).ReadNewest(beginning, count, now)) : [];

    /// <inheritdoc/>
    public DeepSeekQuote Find(string id, DateTimeOffset now) =>
        (database.Exists ? database.Read(connection => new QuoteTable(connection).Find(id, now)) : null) ?? throw NotFound(id);

    /// <inheritdoc/>
    public BalanceStanding? ReadStanding(BalanceSeriesKey series, DateTimeOffset now) =>
        database.Exists ? database.ReadState(connection => Standing(connection, series, now)) : null;

    /// <inheritdoc/>
    public DeepSeekQuote Reserve(DeepSeekQuote quote, BalanceSeriesKey series, DateTimeOffset now, DateTimeOffset until)
    {
        DeepSeekQuote Judge(AccountName account, BalanceStanding? standing) =>
            ReservationRule.Reserve(quote, account.Text, standing, Instant.Truncate(now), Instant.Truncate(until));

        // Without a store nothing can be reserved, and no store is made for the refusal.
        return !database.Exists ? Judge(series.Account, null) : database.Write(connection =>
        {
            connection.Claim(StoreClaim.Account(series.Account));
            DeepSeekQuote reserved = Judge(StoredName.OfHistory(connection, series.Account), Standing(connection, series, now));
            var table = new QuoteTable(connection);
            DeepSeekQuote named;
            do
            {
                named = reserved with { Id = QuoteId.New() };
            }
            while (!table.Add(named));
            return named;
        });
    }

    /// <inheritdoc/>
    public DeepSeekSettlement Settle(string id, DateTimeOffset now, Func<DeepSeekQuote, DeepSeekSettlement> settle) =>
        Change(id, now, (table, quote) =>
        {
            DeepSeekSettlement settlement = settle(quote);
            table.Settle(settlement);
            return settlement;
        });

    /// <inheritdoc/>
    public void Remove(string id, DateTimeOffset now) => Change(id, now, (table, quote) =>
    {
        ReservationRule.RequireOpen(quote);
        table.Remove(quote.Id!, now);
        return quote;
    });

    private static BalanceStanding? Standing(StoreConnection connection, BalanceSeriesKey series, DateTimeOffset now)
    {
        var snapshots = new SnapshotTable(connection);
        if (snapshots.FindSeries(series) is not { } found || snapshots.Newest(found.Id) is not { } newest)
        {
            return null;
        }

        // A snapshot of a clock that was ahead was not seen later than now, and shows nothing of what is settled until then.
        BalanceSnapshot seen = newest with { LastSeen = Instant.Earlier(newest.LastSeen, now) };
        var table = new QuoteTable(connection);
        string account = StoredName.OfHistory(connection, series.Account);
        return BalanceStanding.Of(
            seen,
            table.ReadHeld(account, series.Currency, now),
            table.ReadSettled(account, series.Currency, seen.LastSeen - BalanceStanding.Lag));
    }

    private T Change<T>(string id, DateTimeOffset now, Func<QuoteTable, DeepSeekQuote, T> change) => database.Exists
        ? database.Write(connection =>
        {
            var table = new QuoteTable(connection);
            if (connection.Claims)
            {
                // Whose it is tells what is to be claimed; only then can nobody else change it.
                connection.Claim(StoreClaim.Account((table.Find(id, now) ?? throw NotFound(id)).Account!));
            }

            return change(table, table.Find(id, now) ?? throw NotFound(id));
        })
        : throw NotFound(id);

    private static CostException NotFound(string id) => new(
        "QuoteNotFound",
        CostErrorKind.NotFound,
        $"There is no reserved quote with the Id '{Shown(id)}'.",
        "Get-DeepSeekQuote lists them. A quote is stored only when it is made with -Reserve.");

    // An answer's own identifier may be taken for that of a quote: no control characters, and no more of it than a line holds.
    private static string Shown(string id) => ForeignText.Visible(id.Length > 64 ? id[..64] : id);
}
