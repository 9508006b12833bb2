using System.Text.Json;
using CostCompass.Balances;
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
        "Novita" => Single(answer.Balance(At(answer.Root, "availableBalance"), AmountForm.Text, 0.0001m)),
        "OpenRouter" => OpenRouter(answer),
        "OpenRouterKey" => OpenRouterKey(answer),
        "RunPod" => RunPod(answer),
        "SiliconFlow" => SiliconFlow(answer),
        "Vast" => Single(answer.Balance(At(answer.Root, "credit"), AmountForm.Number)),
        "Vercel" => Single(answer.Balance(At(answer.Root, "balance"), AmountForm.Text), answer.Pool(At(answer.Root, "total_used"), AmountForm.Text)),
        "Pools" => Pools(answer),
        "Used" => Used(answer),
        "Stability" => Single(answer.Balance(At(answer.Root, "credits"), AmountForm.Either, 0.01m)),
        _ => throw new InvalidOperationException($"What the answers of {provider} say was not written down here."),
    };

    private static BalanceLevels WithTotal(this BalanceLevels levels, decimal total) => levels with { Total = total, ToppedUp = total };

    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> Single(decimal total, decimal? used = null) =>
        [("USD", new BalanceLevels(total, 0m, total, total > 0m) { Used = used })];

    private static List<(string Currency, BalanceLevels Levels)> DeepSeek(StatedAnswer answer)
    {
        bool isAvailable = Flag(At(answer.Root, "is_available"));
        List<(string Currency, BalanceLevels Levels)> readings = [];
        foreach (JsonElement entry in List(At(answer.Root, "balance_infos")))
        {
            decimal total = answer.Pool(At(entry, "total_balance"), AmountForm.Text);
            decimal granted = answer.Pool(At(entry, "granted_balance"), AmountForm.Text);
            decimal paid = answer.Pool(At(entry, "topped_up_balance"), AmountForm.Text);
            RequireSum(total, granted, paid);
            readings.Add((Find(entry, "currency") is { } currency ? Currency(currency) : "CNY", new BalanceLevels(total, granted, paid, isAvailable)));
        }

        return readings.Count > 0 && readings.DistinctBy(reading => reading.Currency).Count() == readings.Count
            ? readings : throw new NotStatedException("there is no balance, or a currency stands twice");
    }

    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> Moonshot(StatedAnswer answer)
    {
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

    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> OpenRouterKey(StatedAnswer answer) =>
        [("USD", BalanceLevels.OfUsage(answer.Pool(At(answer.Root, "data", "usage"), AmountForm.Number)))];

    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> RunPod(StatedAnswer answer) =>
        Find(answer.Root, "errors") is null or { ValueKind: JsonValueKind.Null }
            ? Single(answer.Balance(At(answer.Root, "data", "myself", "clientBalance"), AmountForm.Number))
            : throw new NotStatedException("there are errors");

    private static IReadOnlyList<(string Currency, BalanceLevels Levels)> SiliconFlow(StatedAnswer answer)
    {
        decimal total = answer.Balance(At(answer.Root, "data", "totalBalance"), AmountForm.Text);
        decimal granted = answer.Pool(At(answer.Root, "data", "balance"), AmountForm.Text);
        decimal paid = answer.Balance(At(answer.Root, "data", "chargeBalance"), AmountForm.Text);
        RequireSum(total, granted, paid);
        return [("CNY", new BalanceLevels(total, granted, paid, total > 0m))];
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
