namespace CostCompass.ConsoleUsage;

/// <summary>
/// The charge in an interval, from the cost file of an export. A row is identified by the interval, the model, the wallet, the
/// currency and the type.
/// </summary>
/// <param name="Interval">The interval.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Wallet">The wallet that paid: <see cref="Paid"/>, <see cref="Granted"/>, an unknown name, or empty if the source doesn't contain it.</param>
/// <param name="Currency">The ISO 4217 code.</param>
/// <param name="Cost">The cost, never negative.</param>
/// <param name="Type">The type of the amount that was charged, see <see cref="ExportedType"/>. Empty for all types together.</param>
public readonly record struct ExportedCost(Interval Interval, string Model, string Wallet, string Currency, decimal Cost, string Type = "")
{
    /// <summary>The wallet of topped-up credit.</summary>
    public const string Paid = "Paid";

    /// <summary>The wallet of granted credit.</summary>
    public const string Granted = "Granted";

    /// <summary>The name of a wallet in its canonical spelling.</summary>
    /// <param name="wallet">The name, not case-sensitive.</param>
    public static string WalletOf(string wallet) =>
        string.Equals(wallet, Paid, StringComparison.OrdinalIgnoreCase) ? Paid
        : string.Equals(wallet, Granted, StringComparison.OrdinalIgnoreCase) ? Granted
        : wallet;
}
