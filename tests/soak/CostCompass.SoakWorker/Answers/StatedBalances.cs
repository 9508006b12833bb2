using System.Text.Json;
using CostCompass.Providers.Http;
using static CostCompass.SoakWorker.Answers.StatedAnswer;

namespace CostCompass.SoakWorker.Answers;

/// <summary>What the answer of each provider of balances says, after its documentation.</summary>
internal static class StatedBalances
{
    /// <summary>The readings of an answer.</summary>
    /// <param name="provider">The provider, or the definition, that was asked.</param>
    /// <param name="answer">The answer.</param>
    public static IReadOnlyList<(string Currency, BalanceLevels Levels)> Of(string provider, StatedAnswer answer) => provider switch
    {
        "DeepSeek" => DeepSeek(answer),
        "DigitalOcean" => [("USD", new BalanceLevels(0m, 0m, 0m, true) { Used = answer.Pool(At(answer.Root, "month_to_date_usage"), AmountForm.Text) }
            .WithTotal(-answer.Balance(At(answer.Root, "month_to_date_balance"), AmountForm.Text)))],
        "Moonshot" => Moonshot(answer),
        "Novita" => Novita(answer),
        "OpenRouter" => OpenRouter(answer),
        "OpenRouterKey" => OpenRouterKey(answer),
        "RunPod" => RunPod(answer),
        "SiliconFlow" => SiliconFlow(answer),
        "Vast" => Single(answer.Balance(At(answer.Root, "credit"), AmountForm.Number)),
        "Vercel" => Single(answer.Balance(At(answer.Root, "balance"), AmountForm.Either), answer.Pool(At(answer.Root, "total_used"), AmountForm.Either)),
        "Pools" => Pools(answer),
        "Used" => Used(answer),
        "Stability" => Single(answer.Balance(At(answer.Root, "credits"), AmountForm.Either, 0.01m)),
        _ => throw new InvalidOperationException($"What the answers of {provider} say was not written down here."),
    };

    private static BalanceLevels WithTotal(this BalanceLevels levels, decimal total) => levels with { Total = total, ToppedUp = total };

    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> Single(decimal total, decimal? used = null) =>
        [("USD", new BalanceLevels(total, 0m, total, total > 0m) { Used = used })];

    // What is wrong in one entry leaves the others; a currency in two entries is in neither.
    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> DeepSeek(StatedAnswer answer)
    {
        bool? isAvailable = Find(answer.Root, "is_available") is { } flag ? Flag(flag) : null;
        JsonElement[] entries = [.. List(At(answer.Root, "balance_infos"))];
        (string Currency, JsonElement Entry)[] named = [.. entries.SelectMany(entry => Stated(() => (CurrencyOf(entry), entry)))];
        (string Currency, BalanceLevels Levels)[] readings = [.. named
            .GroupBy(one => one.Currency)
            .Where(same => same.Count() == 1)
            .SelectMany(same => Stated(() => (same.Key, Pools(answer, same.Single().Entry))))];
        bool mayCall = isAvailable ?? readings.Any(one => one.Levels.Total > 0m);
        return readings.Length > 0 || entries.Length == 0
            ? [.. readings.Select(one => (one.Currency, one.Levels with { IsAvailable = mayCall }))]
            : throw new NotStatedException("no entry can be read");
    }

    private static string CurrencyOf(JsonElement entry) => Find(entry, "currency") is { } currency ? Currency(currency) : "CNY";

    private static BalanceLevels Pools(StatedAnswer answer, JsonElement entry)
    {
        decimal total = answer.Balance(At(entry, "total_balance"), AmountForm.Either);
        decimal? granted = Find(entry, "granted_balance") is { } given ? answer.Pool(given, AmountForm.Either) : null;
        decimal? paid = Find(entry, "topped_up_balance") is { } own ? answer.Balance(own, AmountForm.Either) : null;
        decimal pool = granted ?? (paid is { } known ? Math.Max(0m, total - known) : 0m);
        RequireSum(total, pool, paid ?? total - pool);
        return new BalanceLevels(total, pool, paid ?? total - pool, true);
    }

    private static IReadOnlyList<T> Stated<T>(Func<T> read)
    {
        try
        {
            return [read()];
        }
        catch (Exception exception) when (exception is NotStatedException or InvalidOperationException)
        {
            return [];
        }
    }

    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> Moonshot(StatedAnswer answer)
    {
        RequireSuccess(answer, 0);
        decimal total = answer.Balance(At(answer.Root, "data", "available_balance"), AmountForm.Number);
        decimal voucher = answer.Pool(At(answer.Root, "data", "voucher_balance"), AmountForm.Number);
        decimal cash = answer.Balance(At(answer.Root, "data", "cash_balance"), AmountForm.Number);
        if (Math.Abs(total - voucher - cash) > 0.01m)
        {
            RequireSum(total, voucher, Math.Max(cash, 0m));
        }

        return [("USD", new BalanceLevels(total, voucher, cash, total > 0m))];
    }

    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> OpenRouter(StatedAnswer answer)
    {
        decimal used = answer.Pool(At(answer.Root, "data", "total_usage"), AmountForm.Number);
        return Single(answer.Pool(At(answer.Root, "data", "total_credits"), AmountForm.Number) - used, used);
    }

    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> OpenRouterKey(StatedAnswer answer)
    {
        JsonElement? left = Find(At(answer.Root, "data"), "limit_remaining");
        bool isUsedUp = left is { ValueKind: not JsonValueKind.Null } limit && answer.Balance(limit, AmountForm.Either) <= 0m;
        return [("USD", BalanceLevels.OfUsage(answer.Pool(At(answer.Root, "data", "usage"), AmountForm.Number), !isUsedUp))];
    }

    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> RunPod(StatedAnswer answer) =>
        Find(answer.Root, "errors") is null or { ValueKind: JsonValueKind.Null }
            ? Single(answer.Balance(At(answer.Root, "data", "myself", "clientBalance"), AmountForm.Number))
            : throw new NotStatedException("there are errors");

    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> SiliconFlow(StatedAnswer answer)
    {
        RequireSuccess(answer, 20_000);
        decimal total = answer.Balance(At(answer.Root, "data", "totalBalance"), AmountForm.Text);
        decimal granted = answer.Pool(At(answer.Root, "data", "balance"), AmountForm.Text);
        decimal paid = answer.Balance(At(answer.Root, "data", "chargeBalance"), AmountForm.Text);
        RequireSum(total, granted, paid);
        return [("USD", new BalanceLevels(total, granted, paid, total > 0m))];
    }

    private static void RequireSuccess(StatedAnswer answer, long success)
    {
        bool isFailed = (Find(answer.Root, "code") is { ValueKind: not JsonValueKind.Null } code && !(code.ValueKind == JsonValueKind.Number && code.TryGetInt64(out long number) && number == success))
            || (Find(answer.Root, "status") is { ValueKind: not JsonValueKind.Null } status && !Flag(status));
        if (isFailed)
        {
            throw new NotStatedException("the answer is an error");
        }
    }

    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> Novita(StatedAnswer answer)
    {
        decimal available = answer.Balance(At(answer.Root, "availableBalance"), AmountForm.Text, 0.0001m);
        decimal left = available - (Find(answer.Root, "creditLimit") is { } limit ? answer.Pool(limit, AmountForm.Text, 0.0001m) : 0m);
        return [("USD", new BalanceLevels(left, 0m, left, available > 0m))];
    }

    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> Used(StatedAnswer answer)
    {
        decimal total = answer.Balance(At(answer.Root, "left"), AmountForm.Either, 0.001m);
        return [(Currency(At(answer.Root, "money")), new BalanceLevels(total, 0m, total, total > 0m) { Used = answer.Pool(At(answer.Root, "used"), AmountForm.Either, 0.001m) })];
    }

    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> Pools(StatedAnswer answer)
    {
        JsonElement wallet = List(At(answer.Root, "wallets")).FirstOrDefault();
        decimal total = answer.Balance(At(wallet, "left"), AmountForm.Either, 0.01m);
        decimal granted = answer.Pool(At(wallet, "gift"), AmountForm.Either, 0.01m);
        decimal paid = answer.Balance(At(wallet, "paid"), AmountForm.Either, 0.01m);
        RequireSum(total, granted, paid);
        return [(Currency(At(wallet, "currency")), new BalanceLevels(total, granted, paid, total > 0m))];
    }
}
