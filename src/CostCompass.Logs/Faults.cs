namespace CostCompass.Logs;

/// <summary>The ways in which something that should contain a call can't be read. A source adds its name and the line.</summary>
internal static class Faults
{
    public static readonly UsageFault Malformed = Of(
        "UsageUnreadable", "is not complete JSON", "Check the line. It may have been cut off while it was written.");

    public static readonly UsageFault NotUtf8 = Of(
        "UsageUnreadable", "is not valid UTF-8", "Check the line. A name or a count in it may be damaged.");

    public static readonly UsageFault TooLong = Of(
        "UsageTooLong", "contains a JSON value of more than 64 MB", "Split the file. No response is that long.");

    public static readonly UsageFault GivenUp = Of(
        "UsageUnreadable", "and the lines after it are too damaged to read", "Check the file from that line on.");

    public static readonly UsageFault NoModel = Of(
        "UsageModelMissing", "has usage without a model", "Specify the model with -Model.");

    public static readonly UsageFault NoInstant = Of(
        "UsageInstantMissing", "has usage without a time", "Specify the time of completion with -At.");

    public static readonly UsageFault BadInstant = Of(
        "UsageInstantInvalid",
        "has usage with an invalid time",
        "Use an ISO 8601 time with an offset, such as 2026-11-22T10:00:00Z. The created field can also be in seconds since 1970.");

    public static readonly UsageFault BadCount = Of(
        "UsageCountInvalid", "has a token count that is not a whole number from 0 to 2147483647", "Check the usage in that line.");

    public static readonly UsageFault Incomplete = Of(
        "UsageIncomplete", "has usage without prompt tokens or output tokens", "Check the usage in that line.");

    public static readonly UsageFault Inconsistent = Of(
        "UsageInconsistent", "has token counts that contradict each other", "Check the usage in that line.");

    public static readonly UsageFault NoSplit = Of(
        "CacheSplitUnknown",
        "doesn't have the number of cache hits",
        "Use Measure-DeepSeekCost with -CacheHitRate. With 0, the whole prompt counts as cache misses.");

    public static readonly UsageFault Zip = Of(
        "UsageFileNotText",
        "is a ZIP file",
        "If it is a usage export of the DeepSeek console, use Import-DeepSeekExport. Otherwise extract the logs first.");

    public static readonly UsageFault NotText = Of(
        "UsageFileNotText", "is not a text file", "Specify the log of an agent or a saved response.");

    public static readonly UsageFault Unfinished = Of(
        "UsageIncomplete", "starts a streamed response without its final token counts", "Save the stream up to its last event.");

    public static readonly UsageFault Conflict = Of(
        "UsageConflict",
        "repeats a response with different figures, after its cost was already returned",
        "Use -GroupBy, so that only the last state of a response counts.");

    private static UsageFault Of(string errorId, string message, string action) => new("", 0, errorId, message, action);
}
