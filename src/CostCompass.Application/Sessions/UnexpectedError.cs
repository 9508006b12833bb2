using CostCompass.Providers.Http;

namespace CostCompass.Application;

/// <summary>What no part of the module foresaw. Neither the user nor the store is to blame: whoever reads it isn't to restore a backup.</summary>
public static class UnexpectedError
{
    private const string Action = "Report the error with the command and the output of Get-Error. The stored data isn't affected.";

    /// <summary>Whether an exception is a fault of the module: what the system refuses is none.</summary>
    /// <param name="exception">The exception.</param>
    public static bool IsFault(Exception exception) => exception is ArgumentException or InvalidOperationException or InvalidCastException or NullReferenceException or FormatException
            or IndexOutOfRangeException or KeyNotFoundException or NotSupportedException;

    /// <summary>
    /// Whether an exception of the work for one account is the error of that account alone, so that the others go on. A process without
    /// memory, and a user who stops the command, end it.
    /// </summary>
    /// <param name="exception">The exception.</param>
    /// <param name="stopToken">Cancelled when the user stops the command.</param>
    public static bool IsOfAccount(Exception exception, CancellationToken stopToken) =>
        exception is not (CostException or OutOfMemoryException or InsufficientExecutionStackException)
        && !(exception is OperationCanceledException && stopToken.IsCancellationRequested);

    /// <summary>The failure for a fault of the module.</summary>
    /// <param name="exception">The fault.</param>
    public static CostException Of(Exception exception) => new(
        "UnexpectedError",
        CostErrorKind.Unspecified,
        $"An unexpected error occurred in CostCompass: {exception.GetType().Name}: {exception.Message}",
        Action,
        exception);

    /// <summary>
    /// The failure of an account whose provider's work met a fault. The text of the fault may be the provider's, and the fault itself may lead to
    /// the request and so to the key: it is quoted clean and not attached.
    /// </summary>
    /// <param name="exception">The fault.</param>
    /// <param name="account">The account.</param>
    /// <param name="key">The key that must not appear.</param>
    public static CostException Of(Exception exception, CostAccount account, AccountKey key) => exception is OverflowException
        ? Amount.BeyondReckoning()
        : new(
            "UnexpectedError",
            CostErrorKind.Unspecified,
            $"An unexpected error occurred in CostCompass during a request to {account.Provider} for the account '{account.Name}': {exception.GetType().Name} in "
            + $"{exception.TargetSite?.DeclaringType?.Name}.{exception.TargetSite?.Name}: {QuotedText.Clean(exception.Message, key.Span)}",
            Action);
}
