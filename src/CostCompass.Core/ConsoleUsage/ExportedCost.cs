namespace CostCompass.ConsoleUsage;

/// <summary>
/// What was charged in an interval, as the export's cost file tells it. The interval, the model, the wallet and the currency are
/// the identity of a row.
/// </summary>
/// <param name="Interval">The interval.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Wallet">What paid: <see cref="Paid"/>, <see cref="Granted"/>, or a name that is not known yet.</param>
/// <param name="Currency">The ISO 4217 code.</param>
/// <param name="Cost">The cost, never negative.</param>
public readonly record struct ExportedCost(Interval Interval, string Model, string Wallet, string Currency, decimal Cost)
{
    /// <summary>The wallet of credit that was paid for.</summary>
    public const string Paid = "Paid";

    /// <summary>The wallet of credit that was given.</summary>
    public const string Granted = "Granted";

    /// <summary>The name of a wallet in its one spelling.</summary>
    /// <param name="wallet">The name in any case.</param>
    public static string WalletOf(string wallet) =>
        string.Equals(wallet, Paid, StringComparison.OrdinalIgnoreCase) ? Paid
        : string.Equals(wallet, Granted, StringComparison.OrdinalIgnoreCase) ? Granted
        : wallet;
}
