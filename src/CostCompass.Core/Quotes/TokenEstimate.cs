namespace CostCompass.Quotes;

/// <summary>How many tokens a text is thought to be.</summary>
/// <param name="Low">Hardly fewer for text that people write. Text of one character over and over can be fewer.</param>
/// <param name="Expected">The likely number.</param>
/// <param name="High">Never more.</param>
public readonly record struct TokenEstimate(long Low, long Expected, long High)
{
    /// <summary>A number that is known.</summary>
    /// <param name="tokens">The number.</param>
    public static TokenEstimate Exactly(long tokens) => new(tokens, tokens, tokens);

    /// <summary>Whether the number is a guess.</summary>
    public bool IsEstimated => Low != High;
}
