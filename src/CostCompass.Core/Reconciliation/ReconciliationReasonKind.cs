namespace CostCompass.Reconciliation;

/// <summary>The possible reasons for differences between balance, metered calls and export.</summary>
public enum ReconciliationReasonKind
{
    /// <summary>The balance wasn't observed in the whole span.</summary>
    NotObserved,

    /// <summary>No calls were metered.</summary>
    NotMetered,

    /// <summary>The export doesn't cover the whole span.</summary>
    NotExported,

    /// <summary>A top-up or grant hides the spend in the same window.</summary>
    HiddenSpend,

    /// <summary>Granted credit may have expired and counts as spend.</summary>
    PossibleExpiry,

    /// <summary>Charges per use that have no tokens, such as web searches.</summary>
    ChargesWithoutTokens,

    /// <summary>Another client uses the same account, or not all calls are metered.</summary>
    OtherClient,

    /// <summary>More was metered than the account was charged: the calls may include those of another account.</summary>
    OtherAccount,

    /// <summary>Calls with a price change between their start and end.</summary>
    AmbiguousBand,

    /// <summary>Calls without a known price.</summary>
    UnpricedCalls,

    /// <summary>A window of the balance that extends beyond the span counts in proportion.</summary>
    CutWindow,

    /// <summary>A day of the export that extends beyond the span counts in proportion.</summary>
    CutDay,

    /// <summary>The balance shows calls minutes late, so that some count on the other side of an edge of the span.</summary>
    Lag,

    /// <summary>The balance is rounded to cents.</summary>
    Rounding,

    /// <summary>Another currency of the account paid for part of the calls.</summary>
    OtherCurrency,

    /// <summary>Calls on working days of a year whose public holidays aren't verified. They may have been off-peak.</summary>
    UnverifiedBand,
}
