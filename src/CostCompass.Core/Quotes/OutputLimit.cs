namespace CostCompass.Quotes;

/// <summary>
/// The longest answer of each model, reasoning included, as far as it is known: the price list doesn't tell it, and third parties
/// do. It bounds the cost of a request that sends no <c>max_tokens</c>; give <c>-MaxOutputTokens</c> where it matters.
/// </summary>
public static class OutputLimit
{
    /// <summary>The answer that is expected when nothing else is said, in tokens.</summary>
    public const long UsualTokens = 1000;

    private const long Version4 = 393_216;

    private static readonly Dictionary<string, long> ByModel = new(StringComparer.OrdinalIgnoreCase)
    {
        ["deepseek-flash"] = Version4,
        ["deepseek-v4-flash"] = Version4,
        ["deepseek-v4-pro"] = Version4,
        ["deepseek-reasoner"] = 65_536,
        ["deepseek-chat"] = 8_192,
    };

    /// <summary>The limit of a model, or null if it is unknown.</summary>
    /// <param name="billedModel">The model that is billed.</param>
    public static long? Of(string billedModel) => ByModel.TryGetValue(billedModel, out long limit) ? limit : null;
}
