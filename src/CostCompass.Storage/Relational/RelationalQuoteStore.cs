using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Errors;
using CostCompass.Quotes;

namespace CostCompass.Storage.Relational;

/// <summary>
/// Reservations in a database. A write first claims the account that pays, so what it reads of other reservations stays true until it
/// has ended. Reservations are dated and end by the clock of the store (<see cref="StoreConnection.ClockLead"/>): that of each host may be wrong.
/// </summary>
internal sealed class RelationalQuoteStore(StoreDatabase database) : IQuoteStore
{
    /// <inheritdoc/>
    public IReadOnlyList<DeepSeekQuote> Read(DateTimeOffset now) =>
        database.Exists ? database.Read(connection => new QuoteTable(connection).ReadAll(InStore(connection, now))) : [];

    /// <inheritdoc/>
    public IReadOnlyList<DeepSeekQuote> ReadOpen(DateTimeOffset now) =>
        database.Exists ? database.Read(connection => new QuoteTable(connection).ReadOpen(InStore(connection, now))) : [];

    /// <inheritdoc/>
    public IReadOnlyList<DeepSeekQuote> ReadNewest(string beginning, int count, DateTimeOffset now) =>
        database.Exists ? database.Read(connection => new QuoteTable(connection).ReadNewest(beginning, count, InStore(connection, now))) : [];

    /// <inheritdoc/>
    public DeepSeekQuote Find(string id, DateTimeOffset now) =>
        (database.Exists ? database.Read(connection => new QuoteTable(connection).Find(id, InStore(connection, now))) : null) ?? throw NotFound(id);

    /// <inheritdoc/>
    public BalanceStanding? ReadStanding(BalanceSeriesKey series, DateTimeOffset now) =>
        database.Exists ? database.ReadState(connection => Standing(connection, series, InStore(connection, now))) : null;

    /// <inheritdoc/>
    public DeepSeekQuote Reserve(DeepSeekQuote quote, BalanceSeriesKey series, DateTimeOffset now, DateTimeOffset until)
    {
        DeepSeekQuote Judge(AccountName account, BalanceStanding? standing, TimeSpan lead) =>
            ReservationRule.Reserve(quote, account.Text, standing, Instant.Truncate(now + lead), Instant.Truncate(until + lead));

        // Without a store nothing can be reserved, and no store is made for the refusal.
        return !database.Exists ? Judge(series.Account, null, TimeSpan.Zero) : database.Write(connection =>
        {
            connection.Claim(StoreClaim.Account(series.Account));
            TimeSpan lead = connection.ClockLead();
            DeepSeekQuote reserved = Judge(StoredName.OfHistory(connection, series.Account), Standing(connection, series, now + lead), lead);
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
        Change(id, now, (table, quote, at) =>
        {
            DeepSeekSettlement settlement = settle(quote) with { SettledAt = at };
            table.Settle(settlement);
            return settlement;
        });

    /// <inheritdoc/>
    public void Remove(string id, DateTimeOffset now) => Change(id, now, (table, quote, at) =>
    {
        ReservationRule.RequireOpen(quote);
        table.Remove(quote.Id!, at);
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

    private T Change<T>(string id, DateTimeOffset now, Func<QuoteTable, DeepSeekQuote, DateTimeOffset, T> change) => database.Exists
        ? database.Write(connection =>
        {
            var table = new QuoteTable(connection);
            if (connection.Claims)
            {
                // Whose it is tells what is to be claimed; only then can nobody else change it.
                connection.Claim(StoreClaim.Account((table.Find(id, now) ?? throw NotFound(id)).Account!));
            }

            DateTimeOffset at = InStore(connection, now);
            return change(table, table.Find(id, at) ?? throw NotFound(id), at);
        })
        : throw NotFound(id);

    private static DateTimeOffset InStore(StoreConnection connection, DateTimeOffset now) => now + connection.ClockLead();

    private static CostException NotFound(string id) => new(
        "QuoteNotFound",
        CostErrorKind.NotFound,
        $"There is no reserved quote with the Id '{Shown(id)}'.",
        "Get-DeepSeekQuote lists them. A quote is stored only when it is made with -Reserve.");

    // An answer's own identifier may be taken for that of a quote: no control characters, and no more of it than a line holds.
    private static string Shown(string id) => ForeignText.Visible(id.Length > 64 ? id[..64] : id);
}
