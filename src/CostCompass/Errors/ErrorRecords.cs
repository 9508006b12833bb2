using System.Management.Automation;
using CostCompass.Accounts;

namespace CostCompass.Errors;

/// <summary>Makes every error record of the module: a stable identifier, the right category, the account as target, the next step.</summary>
internal static class ErrorRecords
{
    /// <summary>The record of a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="target">The account's name, or what else it failed for. Never a key.</param>
    public static ErrorRecord From(CostException failure, object? target) => new(
        failure, failure.ErrorId, CategoryOf(failure.Kind), (target is AccountName account ? account.Text : target) is string name ? AccountName.Shown(name) : target)
    {
        ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = failure.RecommendedAction },
    };

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
