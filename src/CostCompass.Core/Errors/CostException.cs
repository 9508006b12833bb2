namespace CostCompass.Errors;

/// <summary>
/// An error that a person can act on. The message names what failed and for which object. The action is the next step. Neither
/// ever contains a key or a password.
/// </summary>
public sealed class CostException : Exception
{
    /// <summary>Creates an error.</summary>
    /// <param name="errorId">A stable identifier in PascalCase, such as <c>KeyRejected</c>. Scripts compare against it.</param>
    /// <param name="kind">The kind of error.</param>
    /// <param name="message">What failed and for which object, in one or two sentences.</param>
    /// <param name="recommendedAction">The next step, as an imperative sentence.</param>
    /// <param name="innerException">The cause, if there is one and it contains no secret.</param>
    public CostException(string errorId, CostErrorKind kind, string message, string recommendedAction, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        Kind = kind;
        RecommendedAction = recommendedAction;
    }

    /// <summary>A stable identifier in PascalCase.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of error.</summary>
    public CostErrorKind Kind { get; }

    /// <summary>The next step for the person who reads the message.</summary>
    public string RecommendedAction { get; }

    /// <summary>The wait that the other side requested, if any.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
