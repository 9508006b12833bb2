namespace CostCompass.Logs;

/// <summary>The ways in which something that should hold a call can't be read. A source adds its name and the line.</summary>
internal static class Faults
{
    public static readonly UsageFault Malformed = Of(
        "UsageUnreadable", "is no whole JSON", "Look at the line: it may have been cut off while it was written.");

    public static readonly UsageFault NotUtf8 = Of(
        "UsageUnreadable", "holds bytes that are no UTF-8", "Look at the line: a name or a count in it may have been damaged.");

    public static readonly UsageFault TooLong = Of(
        "UsageTooLong", "holds a JSON value of more than 64 MB", "Split the file: an answer is never that long.");

    public static readonly UsageFault GivenUp = Of(
        "UsageUnreadable", "and what follows it is so broken that reading stopped there", "Look at the file from that line on.");

    public static readonly UsageFault NoModel = Of(
        "UsageModelMissing", "holds usage without a model", "Give the model with -Model.");

    public static readonly UsageFault NoInstant = Of(
        "UsageInstantMissing", "holds usage without an instant", "Give the instant of completion with -At.");

    public static readonly UsageFault BadInstant = Of(
        "UsageInstantInvalid",
        "holds usage whose instant cannot be read",
        "An instant is ISO 8601 with an offset, such as 2026-11-22T10:00:00Z; created may be seconds since 1970 instead.");

    public static readonly UsageFault BadCount = Of(
        "UsageCountInvalid", "holds a count of tokens that is no whole number from 0 to 2147483647", "Look at the usage in that line.");

    public static readonly UsageFault Incomplete = Of(
        "UsageIncomplete", "holds usage without the tokens of the prompt or of the answer", "Look at the usage in that line.");

    public static readonly UsageFault Inconsistent = Of(
        "UsageInconsistent", "holds counts of tokens that contradict each other", "Look at the usage in that line.");

    public static readonly UsageFault NoSplit = Of(
        "CacheSplitUnknown",
        "does not say how much of the prompt was read from the cache",
        "Give -CacheHitRate to Measure-DeepSeekCost, for example 0 to count all of it as misses.");

    public static readonly UsageFault Unfinished = Of(
        "UsageIncomplete", "begins a streamed answer whose final counts never come", "Keep the stream up to its last event.");

    public static readonly UsageFault Conflict = Of(
        "UsageConflict",
        "repeats an answer with other figures than those that were given out",
        "Group the calls, so that of the states of an answer the last counts.");

    private static UsageFault Of(string errorId, string message, string action) => new("", 0, errorId, message, action);
}
