using System.Management.Automation;
using System.Text.RegularExpressions;

namespace CostCompass.Errors;

/// <summary>Creates every error record of the module: a stable identifier, the category, the account as target, and the next step.</summary>
internal static partial class ErrorRecords
{
    /// <summary>The error record of a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="target">The account's name, or another target. Never a key.</param>
    public static ErrorRecord From(CostException failure, object? target)
    {
        CostException shown = WithoutKeys(failure);
        return new(
            shown, shown.ErrorId, CategoryOf(shown.Kind), (target is AccountName account ? account.Text : target) is string name ? WithoutKeys(AccountName.Shown(name)) : target)
        {
            ErrorDetails = new ErrorDetails(shown.Message) { RecommendedAction = shown.RecommendedAction },
        };
    }

    // A key or a connection string that was specified as a name, an identifier or a path is in the message, and in that of the cause.
    private static CostException WithoutKeys(CostException failure)
    {
        if (WithoutKeys(failure.Message) == failure.Message && WithoutKeys(failure.InnerException?.Message ?? "") == (failure.InnerException?.Message ?? ""))
        {
            return failure;
        }

        var shown = new CostException(failure.ErrorId, failure.Kind, WithoutKeys(failure.Message), WithoutKeys(failure.RecommendedAction)) { RetryAfter = failure.RetryAfter };
        foreach (object? key in failure.Data.Keys)
        {
            shown.Data[key] = failure.Data[key];
        }

        return shown;
    }

    private static string WithoutKeys(string text) => Word().Replace(
        StorePlace.WithoutPasswords(text), word => AccountName.LooksLikeKey(word.Value) && word.Value.Any(char.IsAsciiDigit) ? "(a key, not shown)" : word.Value);

    // The minimum is shorter than any key. Shorter words stay, even if they begin like a key.
    [GeneratedRegex(@"[\p{L}\p{N}_.+~-]{16,}")]
    private static partial Regex Word();

    private static ErrorCategory CategoryOf(CostErrorKind kind) => kind switch
    {
        CostErrorKind.InvalidInput => ErrorCategory.InvalidArgument,
        CostErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        CostErrorKind.AlreadyExists => ErrorCategory.ResourceExists,
        CostErrorKind.Authentication => ErrorCategory.AuthenticationError,
        CostErrorKind.PermissionDenied => ErrorCategory.PermissionDenied,
        CostErrorKind.LimitReached => ErrorCategory.LimitsExceeded,
        CostErrorKind.Connection => ErrorCategory.ConnectionError,
        CostErrorKind.Timeout => ErrorCategory.OperationTimeout,
        CostErrorKind.InvalidResponse => ErrorCategory.InvalidResult,
        CostErrorKind.Security => ErrorCategory.SecurityError,
        CostErrorKind.Reading => ErrorCategory.ReadError,
        CostErrorKind.Writing => ErrorCategory.WriteError,
        _ => ErrorCategory.NotSpecified,
    };
}
