namespace CostCompass.Balances;

/// <summary>The rule for currencies: three letters of ISO 4217 in uppercase.</summary>
public static class CurrencyCode
{
    /// <summary>Whether a code has the format of ISO 4217. It isn't case-sensitive.</summary>
    /// <param name="code">The code.</param>
    public static bool IsValid(string? code) => code is { Length: 3 } && code.All(char.IsAsciiLetter);

    /// <summary>Returns the code in uppercase, or throws.</summary>
    /// <param name="code">The code.</param>
    /// <exception cref="CostException"><c>InvalidCurrency</c>.</exception>
    public static string Require(string? code) => IsValid(code)
        ? code!.ToUpperInvariant()
        : throw BalanceErrors.InvalidCurrency();
}
