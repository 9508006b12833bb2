namespace CostCompass.Quotes;

/// <summary>The estimated number of tokens of a text.</summary>
/// <param name="Low">The likely minimum for natural text. Text that repeats one character can have fewer tokens.</param>
/// <param name="Expected">The likely number.</param>
/// <param name="High">The maximum.</param>
public readonly record struct TokenEstimate(long Low, long Expected, long High)
{
    /// <summary>A known number.</summary>
    /// <param name="tokens">The number.</param>
    public static TokenEstimate Exactly(long tokens) => new(tokens, tokens, tokens);

    /// <summary>Whether the number is estimated.</summary>
    public bool IsEstimated => Low != High;
}
