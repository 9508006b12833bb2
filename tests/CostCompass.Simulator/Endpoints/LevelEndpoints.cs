using System.Globalization;
using System.Text.Json.Nodes;
using CostCompass.Simulator.Accounts;

namespace CostCompass.Simulator.Endpoints;

/// <summary>The providers whose one answer says what is left: the same account in the form and the unit of each.</summary>
internal static class LevelEndpoints
{
    /// <summary>Numbers; vouchers, and cash that may be below zero.</summary>
    public static Answer Moonshot(SimulatedAccount account)
    {
        var balance = First(account);
        var cash = balance.ToppedUp - account.Owed;
        return Answer.Json(new JsonObject
        {
            ["code"] = 0,
            ["data"] = new JsonObject
            {
                ["available_balance"] = balance.Granted + Math.Max(0m, cash),
                ["voucher_balance"] = balance.Granted,
                ["cash_balance"] = cash,
            },
            ["scode"] = "0x0",
            ["status"] = true,
        });
    }

    /// <summary>Texts; given and charged credit.</summary>
    public static Answer SiliconFlow(SimulatedAccount account)
    {
        var balance = First(account);
        return Answer.Json(new JsonObject
        {
            ["code"] = 20000,
            ["message"] = "OK",
            ["status"] = true,
            ["data"] = new JsonObject
            {
                ["id"] = "simulated",
                ["balance"] = Text(balance.Granted),
                ["chargeBalance"] = Text(balance.ToppedUp),
                ["totalBalance"] = Text(balance.Total),
            },
        });
    }

    /// <summary>Texts that count ten-thousandths of a dollar, or of a yuan at PPIO; what is available includes the credit limit.</summary>
    public static Answer Novita(SimulatedAccount account)
    {
        var cash = First(account).Total;
        return Answer.Json(new JsonObject
        {
            ["availableBalance"] = Units(cash + account.CreditLimit),
            ["cashBalance"] = Units(cash),
            ["creditLimit"] = Units(account.CreditLimit),
            ["pendingCharges"] = "0",
            ["outstandingInvoices"] = "0",
        });
    }

    /// <summary>Texts in dollars.</summary>
    public static Answer Vercel(SimulatedAccount account)
    {
        var balance = account.In("USD");
        return Answer.Json(new JsonObject { ["balance"] = Text(balance.Total), ["total_used"] = Text(balance.Spent) });
    }

    /// <summary>Texts in dollars; what is owed is above zero, and credit below.</summary>
    public static Answer DigitalOcean(SimulatedAccount account, DateTimeOffset now)
    {
        var balance = account.In("USD");
        var used = balance.SpentSince(new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero));
        var owed = account.Owed - balance.Total;
        return Answer.Json(new JsonObject
        {
            ["month_to_date_balance"] = Text(owed),
            ["account_balance"] = Text(owed - used),
            ["month_to_date_usage"] = Text(used),
            ["generated_at"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        });
    }

    /// <summary>The one GraphQL query that is asked; numbers.</summary>
    public static Answer RunPod(SimulatedAccount account) => Answer.Json(new JsonObject
    {
        ["data"] = new JsonObject
        {
            ["myself"] = new JsonObject { ["clientBalance"] = account.In("USD").Total, ["currentSpendPerHr"] = 0 },
        },
    });

    /// <summary>A number among much else, the key included.</summary>
    public static Answer Vast(SimulatedAccount account) =>
        Answer.Json(new JsonObject { ["id"] = 1, ["email"] = "someone@example.org", ["api_key"] = account.Key, ["credit"] = account.In("USD").Total });

    private static SimulatedBalance First(SimulatedAccount account) => account.Balances is [var first, ..] ? first : account.In("USD");

    private static string Units(decimal amount) => decimal.Floor(amount * 10_000m).ToString("0", CultureInfo.InvariantCulture);

    private static string Text(decimal amount) => amount.ToString("0.00##########################", CultureInfo.InvariantCulture);
}
