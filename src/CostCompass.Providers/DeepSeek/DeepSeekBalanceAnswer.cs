using CostCompass.Providers.Http;

namespace CostCompass.Providers.DeepSeek;

/// <summary>
/// The response of <c>GET /user/balance</c>. A balance is never guessed: an invalid currency entry is skipped and reported, and the others
/// are read. A balance can be negative, because the last call may cost more than was left.
/// </summary>
public static class DeepSeekBalanceAnswer
{
    // According to DeepSeek, an entry without a currency is in yuan.
    private const string CurrencyWhenAbsent = "CNY";

    // DeepSeek bills in two currencies. Each currency becomes a series in the store, so a response must not create thousands.
    private const int MostCurrencies = 32;

    /// <summary>Reads a response.</summary>
    /// <param name="body">The JSON text in UTF-8.</param>
    /// <param name="account">The account's name, for the results and messages.</param>
    /// <param name="retrievedAt">The time at which the response arrived.</param>
    /// <returns>One reading per currency, in the order of the response, and an error for each entry that can't be read.</returns>
    /// <exception cref="CostException"><c>UnexpectedAnswer</c>, which names the invalid field, if no entry can be read.</exception>
    public static BalanceAnswer Read(ReadOnlyMemory<byte> body, string account, DateTimeOffset retrievedAt) =>
        AnswerObject.Read(body, new AnswerFault(DeepSeekProvider.ProviderName, account), answer =>
        {
            bool? stated = answer.Has("is_available") ? answer.Boolean("is_available") : null;
            var entries = answer.Field("balance_infos").Items();
            if (entries.Count == 0)
            {
                return new BalanceAnswer([], stated ?? false)
                {
                    Notice = $"The account '{account}' has no balance yet. "
                        + "Top up the account at https://platform.deepseek.com/top_up, and then run Update-CostSnapshot.",
                };
            }

            return entries.Count <= MostCurrencies
                ? Read(entries, account, stated, retrievedAt)
                : throw answer.FaultAt("balance_infos", $"has more than {MostCurrencies} entries");
        });

    private static BalanceAnswer Read(IReadOnlyList<AnswerField> entries, string account, bool? stated, DateTimeOffset retrievedAt)
    {
        var faults = new List<CostException>();
        var named = new List<(string Currency, AnswerField Entry)>();
        foreach (var entry in entries)
        {
            Attempt(entry, faults, () => named.Add((CurrencyOf(entry.Object()), entry)));
        }

        var read = new List<(string Currency, BalanceLevels Levels)>();
        foreach (var same in named.GroupBy(one => one.Currency))
        {
            var entry = same.Last().Entry;
            Attempt(entry, faults, () => read.Add((same.Key, same.Count() == 1
                ? LevelsOf(entry.Object())
                : throw entry.Object().FaultAt("currency", "occurs in two entries"))));
        }

        if (read.Count == 0)
        {
            throw faults[0];
        }

        var isAvailable = stated ?? read.Exists(one => one.Levels.IsAvailable);
        return new BalanceAnswer(
            read.ConvertAll(one => new BalanceReading(
                account, DeepSeekProvider.ProviderName, one.Currency, retrievedAt, one.Levels with { IsAvailable = isAvailable })),
            isAvailable)
        {
            Faults = faults,
        };
    }

    private static string CurrencyOf(AnswerObject entry) => entry.Has("currency") ? entry.Currency("currency") : CurrencyWhenAbsent;

    // A missing pool is calculated from the other one. Without both, the whole balance is topped up.
    private static BalanceLevels LevelsOf(AnswerObject entry)
    {
        var total = entry.SignedAmount("total_balance", AmountForm.Either);
        decimal? granted = entry.Has("granted_balance") ? entry.AmountFromZero("granted_balance", AmountForm.Either) : null;
        decimal? toppedUp = entry.Has("topped_up_balance") ? entry.SignedAmount("topped_up_balance", AmountForm.Either) : null;
        var given = granted ?? (toppedUp is { } paid ? Math.Max(0m, total - paid) : 0m);
        var rest = toppedUp ?? total - given;
        return PoolSum.Fits(total, given, rest)
            ? new BalanceLevels(total, given, rest, total > 0m)
            : throw entry.FaultAt("total_balance", "is not the sum of granted_balance and topped_up_balance");
    }

    private static void Attempt(AnswerField entry, List<CostException> faults, Action read)
    {
        try
        {
            read();
        }
        catch (CostException fault)
        {
            faults.Add(fault);
        }
        catch (InvalidOperationException)
        {
            // Thrown when text with invalid Unicode bytes or escapes is read.
            faults.Add(entry.At("contains text that isn't valid Unicode"));
        }
    }
}
