namespace CostCompass.Commands;

/// <summary>The rule that only what was reserved has a name.</summary>
internal static class QuoteName
{
    /// <summary>The name, or the failure to have one.</summary>
    /// <param name="id">What was given.</param>
    /// <exception cref="CostException"><c>QuoteNotReserved</c>.</exception>
    public static string Require(string? id) => string.IsNullOrWhiteSpace(id)
        ? throw new CostException(
            "QuoteNotReserved",
            CostErrorKind.InvalidInput,
            "A quote without an Id was not reserved: there is nothing to settle or to give back.",
            "Make it with New-DeepSeekQuote -Reserve, or give the -Id of one that was.")
        : id.Trim();
}
