namespace CostCompass.Quotes;

/// <summary>What has become of a quote.</summary>
public enum QuoteState
{
    /// <summary>A price and nothing more: it isn't stored and holds nothing.</summary>
    Quoted,

    /// <summary>Its upper bound is held against the balance.</summary>
    Reserved,

    /// <summary>Settled with what the call did cost.</summary>
    Completed,

    /// <summary>Its time ran out before it was settled. It holds nothing any more; it can still be settled.</summary>
    Expired,

    /// <summary>Given back before it was settled.</summary>
    Removed,
}
