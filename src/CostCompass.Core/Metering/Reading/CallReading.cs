namespace CostCompass.Metering.Reading;

/// <summary>What a document turned out to be.</summary>
internal enum CallOutcome
{
    /// <summary>Nothing that counts.</summary>
    Nothing,

    /// <summary>A call, or one state of a call that is still being streamed.</summary>
    Call,

    /// <summary>The beginning of an answer that is streamed as events; its final counts come later.</summary>
    Start,

    /// <summary>Later counts of an answer that is streamed as events.</summary>
    Progress,

    /// <summary>The end of an answer that is streamed as events.</summary>
    End,

    /// <summary>Something that should hold a call and cannot be read.</summary>
    Fault,
}

/// <summary>A call as it was read. The texts are places in the buffer.</summary>
internal struct CallReading
{
    public JsonText Id { get; set; }

    public JsonText Model { get; set; }

    /// <summary>The ticks of the instant in UTC.</summary>
    public long At { get; set; }

    /// <summary>The ticks of an instant at which the call was under way; 0 for none.</summary>
    public long StartedAt { get; set; }

    public int CacheHit { get; set; }

    public int CacheMiss { get; set; }

    public int Output { get; set; }

    /// <summary>-1 when the answer did not tell.</summary>
    public int Reasoning { get; set; }

    /// <summary>Web searches and fetches that the server made.</summary>
    public int Searches { get; set; }

    /// <summary>Whether it is a whole answer, which no later line completes.</summary>
    public bool IsWhole { get; set; }
}
