using System.Runtime.InteropServices;

namespace CostCompass.Metering.Ledger;

/// <summary>A call in the ledger: 64 bytes, since there may be millions.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct CallRecord
{
    /// <summary>The ticks of the instant of completion, in UTC.</summary>
    public long At;

    /// <summary>The ticks of an instant at which it was under way; 0 for none.</summary>
    public long StartedAt;

    /// <summary>Where in its source it stands.</summary>
    public long Offset;

    /// <summary>The number of the source.</summary>
    public int Source;

    /// <summary>The number of the id; -1 for none.</summary>
    public int Id;

    /// <summary>The number of the model.</summary>
    public int Model;

    public int CacheHit;

    public int CacheMiss;

    public int Output;

    /// <summary>-1 when the answer did not tell.</summary>
    public int Reasoning;

    /// <summary>Web searches and fetches that the server made.</summary>
    public int Searches;

    /// <summary>Whether it is a whole answer, which no later line completes.</summary>
    public bool IsWhole;

    /// <summary>Whether it has been given out.</summary>
    public bool IsTaken;

    /// <summary>
    /// Whether this is a later state of the same answer than another: complete later; at the same instant, further on in the
    /// sources. So the order in which files happen to be read does not matter.
    /// </summary>
    public readonly bool IsLaterThan(in CallRecord other) =>
        (At, Source, Offset).CompareTo((other.At, other.Source, other.Offset)) > 0;

    /// <summary>Whether two states say the same.</summary>
    public readonly bool Equals(in CallRecord other) =>
        Model == other.Model && CacheHit == other.CacheHit && CacheMiss == other.CacheMiss && Output == other.Output
        && Searches == other.Searches;
}
