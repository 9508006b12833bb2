namespace CostCompass.Commands;

/// <summary>The rule that only reserved quotes have an Id.</summary>
internal static class QuoteName
{
    /// <summary>The Id, or an error if there is none.</summary>
    /// <param name="id">The specified Id.</param>
    /// <exception cref="CostException"><c>QuoteNotReserved</c>.</exception>
    public static string Require(string? id) => string.IsNullOrWhiteSpace(id)
        ? throw new CostException(
            "QuoteNotReserved",
            CostErrorKind.InvalidInput,
            "The quote has no ID because it wasn't reserved. It can't be settled or released.",
            "Create the quote with New-DeepSeekQuote -Reserve, or specify the -Id of a reserved quote.")
        : id.Trim();
}
