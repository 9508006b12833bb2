using CostCompass.Providers.Http;

namespace CostCompass.Application;

/// <summary>Errors that the module doesn't expect. They aren't caused by the user or the store, so restoring a backup doesn't help.</summary>
public static class UnexpectedError
{
    private const string Action = "Report the error with the command and the output of Get-Error. The stored data isn't affected.";

    /// <summary>Whether an exception is a bug of the module. An error of the system isn't one.</summary>
    /// <param name="exception">The exception.</param>
    public static bool IsFault(Exception exception) => exception is ArgumentException or InvalidOperationException or InvalidCastException or NullReferenceException or FormatException
            or IndexOutOfRangeException or KeyNotFoundException or NotSupportedException;

    /// <summary>
    /// Whether an exception affects only one account, so that the others continue. Running out of memory and stopping the command
    /// affect all accounts.
    /// </summary>
    /// <param name="exception">The exception.</param>
    /// <param name="stopToken">Cancelled when the user stops the command.</param>
    public static bool IsOfAccount(Exception exception, CancellationToken stopToken) =>
        exception is not (CostException or OutOfMemoryException or InsufficientExecutionStackException)
        && !(exception is OperationCanceledException && stopToken.IsCancellationRequested);

    /// <summary>The error for a bug of the module.</summary>
    /// <param name="exception">The exception.</param>
    public static CostException Of(Exception exception) => GeneralErrors.UnexpectedError(exception.GetType().Name, Action, exception);

    /// <summary>
    /// The error of an account for an unexpected exception. The exception may contain text of the provider and a reference to the request
    /// with the key, so its cleaned message is quoted and the exception isn't attached.
    /// </summary>
    /// <param name="exception">The exception.</param>
    /// <param name="account">The account.</param>
    /// <param name="key">The key that must not appear.</param>
    public static CostException Of(Exception exception, CostAccount account, AccountKey key) => exception is OverflowException
        ? BalanceErrors.AmountOutOfRangeResult()
        : GeneralErrors.UnexpectedErrorOfProvider(
            account.Provider,
            account.Name,
            exception.GetType().Name,
            exception.TargetSite?.DeclaringType?.Name,
            exception.TargetSite?.Name,
            QuotedText.Clean(exception.Message, key.Span),
            Action);
}
