namespace CostCompass.ConsoleUsage;

/// <summary>
/// The charge in an interval, from the cost file of an export. A row is identified by the interval, the model, the wallet and the
/// currency.
/// </summary>
/// <param name="Interval">The interval.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Wallet">The wallet that paid: <see cref="Paid"/>, <see cref="Granted"/>, or an unknown name.</param>
/// <param name="Currency">The ISO 4217 code.</param>
/// <param name="Cost">The cost, never negative.</param>
public readonly record struct ExportedCost(Interval Interval, string Model, string Wallet, string Currency, decimal Cost)
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
