using System.Text.Json;

namespace CostCompass.Simulator.Faults;

/// <summary>Something that goes wrong with the next answers.</summary>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>How many answers it spoils; -1 for all until it is cleared.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The path it is for, such as <c>/user/balance</c>; null for every path of the provider.</summary>
    public string? Path { get; init; }

    /// <summary>The key of the account it is for; null for every account.</summary>
    public string? Key { get; init; }

    /// <summary>The JSON of a given answer.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>The status, where the kind leaves a choice: the redirect (302), the given answer (200), the other status, the error with escapes (500).</summary>
    public int? Status { get; init; }

    /// <summary>The seconds of the Retry-After header; null for no such header.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Whether Retry-After is an HTTP date instead of seconds. It is counted from real time, as a client's waiting is.</summary>
    public bool RetryAfterAsDate { get; init; }

    /// <summary>The whole text of the Retry-After header, for a date of the caller's choice or for nonsense.</summary>
    public string? RetryAfterText { get; init; }

    /// <summary>Where a redirect leads.</summary>
    public string? Location { get; init; }

    /// <summary>For how many real seconds the fault holds the answer up.</summary>
    public double Seconds { get; init; } = 5;

    /// <summary>The field that a fault of the body is about; the provider's main amount unless said, <c>total_balance</c> for DeepSeek.</summary>
    public string? Field { get; init; }

    /// <summary>The size of a huge body in bytes.</summary>
    public long Bytes { get; init; } = 50L * 1024 * 1024;
}
