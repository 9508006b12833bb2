namespace CostCompass.Quotes;

/// <summary>The state of a quote.</summary>
public enum QuoteState
{
    /// <summary>A price only. It isn't stored and reserves nothing.</summary>
    Quoted,

    /// <summary>Its maximum cost is reserved.</summary>
    Reserved,

    /// <summary>Settled with the actual cost of the call.</summary>
    Completed,

    /// <summary>It expired before it was settled. It reserves nothing anymore, but can still be settled.</summary>
    Expired,

    /// <summary>Released before it was settled.</summary>
    Removed,
}
