namespace CostCompass.Metering;

/// <summary>How far a log was read, and what shows later whether it is still the same log.</summary>
public sealed record LogPlace
{
    /// <summary>The full path of the log.</summary>
    public required string Path { get; init; }

    /// <summary>Its size in bytes when it was read, with the write-ahead log of a database.</summary>
    public required long Length { get; init; }

    /// <summary>The time of its last change when it was read. Null if the log could have changed afterwards without a new time.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>A hash of the first and the last bytes that were read.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The offset in bytes up to which its lines were read. 0 if the log can only be read as a whole.</summary>
    public long Offset { get; init; }

    /// <summary>The line at <see cref="Offset"/>. The first line is 1.</summary>
    public long Line { get; init; } = 1;

    /// <summary>What the preceding lines say about the lines that follow, such as the model, as JSON. Null if there is nothing.</summary>
    public string? Session { get; init; }

    /// <summary>The time at which it was read.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>The offset at which the last reading began. 0 if the log was read as a whole. It isn't stored.</summary>
    public long ReadFrom { get; init; }

    /// <summary>Whether nothing shows that a log has changed since it was read. The content isn't compared.</summary>
    /// <param name="length">The current size in bytes.</param>
    /// <param name="modified">The current time of the last change.</param>
    public bool IsCurrent(long length, DateTimeOffset modified) =>
        length == Length && (Modified is { } known ? known == Instant.Truncate(modified) : Offset > 0);
}
