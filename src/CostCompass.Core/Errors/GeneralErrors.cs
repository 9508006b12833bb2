namespace CostCompass.Errors;

/// <summary>All errors of arguments and faults that belong to no area, so that each is worded once.</summary>
internal static class GeneralErrors
{
    public static CostException InvalidClock(string variable) => new(
        "InvalidClock",
        CostErrorKind.InvalidInput,
        $"The environment variable {variable} must be a date and time.",
        $"Remove {variable}, or set it to a value such as 2026-11-22T10:00:00Z.");

    public static CostException InvalidIntervalOfDashboard() => new(
        "InvalidInterval",
        CostErrorKind.InvalidInput,
        "-Refresh must be between 1 second and 1 day.",
        "Specify a time span such as 00:00:30.");

    public static CostException InvalidIntervalOfSchedule(string rule) => new(
        "InvalidInterval",
        CostErrorKind.InvalidInput,
        $"-Every {rule}.",
        "Specify a time span such as 00:15:00.");

    public static CostException InvalidIntervalOfWatch() => new(
        "InvalidInterval",
        CostErrorKind.InvalidInput,
        "-Interval must be between 1 second and 7 days.",
        "Specify a time span such as 00:00:30.");

    public static CostException InvalidPattern() => new(
        "InvalidPattern",
        CostErrorKind.InvalidInput,
        "The wildcard pattern isn't valid, for example because a closing bracket is missing.",
        "Correct the pattern, or escape the bracket with a backtick.");

    public static CostException UnexpectedError(string exception, string action, Exception cause) => new(
        "UnexpectedError",
        CostErrorKind.Unspecified,
        $"An unexpected error occurred in CostCompass: {exception}: {cause.Message}",
        action,
        cause);

    public static CostException UnexpectedErrorOfProvider(
        string provider, string account, string exception, string? type, string? method, string message, string action) => new(
        "UnexpectedError",
        CostErrorKind.Unspecified,
        $"An unexpected error occurred in CostCompass during a request to {provider} for the account '{account}': {exception} in " + $"{type}.{method}: {message}",
        action);
}
