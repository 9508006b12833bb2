using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Errors;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.DeepSeek;

/// <summary>The answer of <c>GET /user/balance</c>. All of it is right, or none of it is used: a balance is never guessed.</summary>
public static class DeepSeekBalanceAnswer
{
    // DeepSeek's rule: an entry without a currency is in yuan.
    private const string CurrencyWhenAbsent = "CNY";

    // It bills in two. Each currency is a series of its own in the store: an answer must not make thousands.
    private const int MostCurrencies = 32;

    /// <summary>Reads an answer.</summary>
    /// <param name="body">The JSON text in UTF-8.</param>
    /// <param name="account">The account's name, for the results and messages.</param>
    /// <param name="retrievedAt">The instant at which the answer had arrived.</param>
    /// <returns>One balance per currency, in the order of the answer; never empty.</returns>
    /// <exception cref="CostException"><c>UnexpectedAnswer</c>, naming the field at fault.</exception>
    public static IReadOnlyList<DeepSeekBalance> Read(ReadOnlyMemory<byte> body, string account, DateTimeOffset retrievedAt) =>
        AnswerObject.Read(body, new AnswerFault(DeepSeekClient.ProviderName, account), answer =>
        {
            var isAvailable = answer.Boolean("is_available");
            var entries = answer.Objects("balance_infos");
            if (entries.Count == 0)
            {
                throw answer.FaultAt("balance_infos", "is empty");
            }

            if (entries.Count > MostCurrencies)
            {
                throw answer.FaultAt("balance_infos", $"has more than {MostCurrencies} entries");
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            var balances = new List<DeepSeekBalance>(entries.Count);
            foreach (var entry in entries)
            {
                var balance = ReadEntry(entry, account, isAvailable, retrievedAt);
                balances.Add(seen.Add(balance.Currency) ? balance : throw entry.FaultAt("currency", "stands in two entries"));
            }

            return balances;
        });

    private static DeepSeekBalance ReadEntry(AnswerObject entry, string account, bool isAvailable, DateTimeOffset retrievedAt)
    {
        var currency = entry.Has("currency") ? entry.Text("currency") : CurrencyWhenAbsent;
        if (!CurrencyCode.IsValid(currency))
        {
            throw entry.FaultAt("currency", "is no code of three letters");
        }

        var total = entry.AmountText("total_balance");
        var granted = entry.AmountText("granted_balance");
        var toppedUp = entry.AmountText("topped_up_balance");
        if (!PoolSum.Fits(total, granted, toppedUp))
        {
            throw entry.FaultAt("total_balance", "is not the sum of granted_balance and topped_up_balance");
        }

        return new DeepSeekBalance
        {
            Account = account,
            Currency = CurrencyCode.Require(currency),
            Total = total,
            Granted = granted,
            ToppedUp = toppedUp,
            IsAvailable = isAvailable,
            Status = isAvailable ? AccountStatus.Ok : AccountStatus.Error,
            RetrievedAt = retrievedAt,
        };
    }
}
