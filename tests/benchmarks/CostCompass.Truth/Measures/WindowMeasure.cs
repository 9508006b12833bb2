namespace CostCompass.Truth.Measures;

/// <summary>What the windows of histories say, beside the truth of each.</summary>
internal sealed class WindowMeasure
{
    public long Count { get; set; }

    /// <summary>Windows whose least is above the truth.</summary>
    public long BelowLow { get; set; }

    /// <summary>Windows whose most is below the truth.</summary>
    public long AboveHigh { get; set; }

    /// <summary>Windows that only fall, and how many of them have an upper bound.</summary>
    public HitMeasure Closed { get; } = new();

    /// <summary>Windows with a lower bound.</summary>
    public long LowerBounds { get; set; }

    /// <summary>Windows with a payment that shows, and how many of them suggest it.</summary>
    public HitMeasure Suggested { get; } = new();

    /// <summary>The same where every earlier payment is recorded.</summary>
    public HitMeasure SuggestedWithRecords { get; } = new();

    /// <summary>Windows in which credit expired, and how many of them are flagged.</summary>
    public HitMeasure Expiry { get; } = new();

    /// <summary>Windows that are flagged though nothing expired.</summary>
    public long FlaggedInVain { get; set; }
}
