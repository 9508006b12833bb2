namespace CostCompass.Metering.Reading;

/// <summary>What an answer says of itself, at the top of a document or inside its <c>message</c> or <c>response</c>.</summary>
internal struct AnswerFields
{
    public AnswerFields()
    {
    }

    public JsonText Id { get; set; }

    public JsonText Model { get; set; }

    /// <summary>The value of <c>type</c>.</summary>
    public JsonText Type { get; set; }

    /// <summary>The value of <c>object</c>.</summary>
    public JsonText Kind { get; set; }

    /// <summary><c>created</c> or <c>created_at</c>: seconds since 1970, or ISO 8601, at which the answer began.</summary>
    public JsonText Created { get; set; }

    /// <summary><c>completed_at</c>: seconds since 1970, or ISO 8601, at which the answer was complete.</summary>
    public JsonText Completed { get; set; }

    /// <summary>Whether there is a <c>usage</c> that is an object.</summary>
    public bool HasUsage { get; set; }

    /// <summary>Whether there is a <c>usage</c> that is neither an object nor null.</summary>
    public bool HasOddUsage { get; set; }

    public UsageCounts Usage { get; set; } = new();
}
