namespace CostCompass.Metering.Reading;

/// <summary>The ways in which something that should hold a call cannot be read.</summary>
internal sealed record CallFault(string ErrorId, string Message, string Action)
{
    public static readonly CallFault Malformed = new(
        "UsageUnreadable", "is no whole JSON", "Look at the line: it may have been cut off while it was written.");

    public static readonly CallFault NotUtf8 = new(
        "UsageUnreadable", "holds bytes that are no UTF-8", "Look at the line: a name or a count in it may have been damaged.");

    public static readonly CallFault TooLong = new(
        "UsageTooLong", "holds a JSON value of more than 64 MB", "Split the file: an answer is never that long.");

    public static readonly CallFault GivenUp = new(
        "UsageUnreadable", "and what follows it is so broken that reading stopped there", "Look at the file from that line on.");

    public static readonly CallFault NoModel = new(
        "UsageModelMissing", "holds usage without a model", "Give the model with -Model.");

    public static readonly CallFault NoInstant = new(
        "UsageInstantMissing", "holds usage without an instant", "Give the instant of completion with -At.");

    public static readonly CallFault BadInstant = new(
        "UsageInstantInvalid",
        "holds usage whose instant cannot be read",
        "An instant is ISO 8601 with an offset, such as 2026-11-22T10:00:00Z; created may be seconds since 1970 instead.");

    public static readonly CallFault BadCount = new(
        "UsageCountInvalid", "holds a count of tokens that is no whole number from 0 to 2147483647", "Look at the usage in that line.");

    public static readonly CallFault Incomplete = new(
        "UsageIncomplete", "holds usage without the tokens of the prompt or of the answer", "Look at the usage in that line.");

    public static readonly CallFault Inconsistent = new(
        "UsageInconsistent", "holds counts of tokens that contradict each other", "Look at the usage in that line.");

    public static readonly CallFault NoSplit = new(
        "CacheSplitUnknown",
        "does not say how much of the prompt was read from the cache",
        "Give -CacheHitRate to Measure-DeepSeekCost, for example 0 to count all of it as misses.");

    public static readonly CallFault Unfinished = new(
        "UsageIncomplete", "begins a streamed answer whose final counts never come", "Keep the stream up to its last event.");

    public static readonly CallFault Conflict = new(
        "UsageConflict",
        "repeats an answer with other figures than those that were given out",
        "Group the calls, so that of the states of an answer the last counts.");
}
