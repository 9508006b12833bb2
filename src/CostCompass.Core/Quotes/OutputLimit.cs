namespace CostCompass.Quotes;

/// <summary>
/// The maximum output of each model, including reasoning, if it is known. The price list doesn't contain it, but third parties do. It
/// limits the cost of a request without <c>max_tokens</c>. Specify <c>-MaxOutputTokens</c> if it matters.
/// </summary>
public static class OutputLimit
{
    /// <summary>The default for the expected output in tokens.</summary>
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
