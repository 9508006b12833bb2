namespace CostCompass.Errors;

/// <summary>
/// A failure that a person can act upon. The message names what failed and for what; the action says what to do next.
/// Neither ever holds a key or a password.
/// </summary>
public sealed class CostException : Exception
{
    /// <summary>Makes a failure.</summary>
    /// <param name="errorId">A stable identifier in PascalCase, such as <c>KeyRejected</c>. Scripts compare against it.</param>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">What failed and for what, in one or two sentences.</param>
    /// <param name="recommendedAction">The next step, as an imperative sentence.</param>
    /// <param name="innerException">The cause, where one exists and holds no secret.</param>
    public CostException(string errorId, CostErrorKind kind, string message, string recommendedAction, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        Kind = kind;
        RecommendedAction = recommendedAction;
    }

    /// <summary>A stable identifier in PascalCase.</summary>
    public string ErrorId { get; }

    /// <summary>What went wrong.</summary>
    public CostErrorKind Kind { get; }

    /// <summary>The next step for the person who reads the message.</summary>
    public string RecommendedAction { get; }

    /// <summary>How long the other side asked to wait, when it did.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
