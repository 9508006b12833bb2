namespace CostCompass.Reconciliation;

/// <summary>What can make balance, metered calls and export differ.</summary>
public enum ReconciliationReasonKind
{
    /// <summary>The balance wasn't observed in all of the span.</summary>
    NotObserved,

    /// <summary>No calls were metered.</summary>
    NotMetered,

    /// <summary>The export doesn't tell of all of the span.</summary>
    NotExported,

    /// <summary>Money came in and hides what was spent beside it.</summary>
    HiddenSpend,

    /// <summary>Granted credit may have expired and counts as spend.</summary>
    PossibleExpiry,

    /// <summary>Charges per use that have no tokens, such as web searches.</summary>
    ChargesWithoutTokens,

    /// <summary>Someone else calls on the same account, or not all calls are metered.</summary>
    OtherClient,

    /// <summary>More was metered than the account was charged: calls of another account among them.</summary>
    OtherAccount,

    /// <summary>Calls that began at another price than they ended at.</summary>
    AmbiguousBand,

    /// <summary>Calls of which no price is known.</summary>
    UnpricedCalls,

    /// <summary>A window of the balance that reaches beyond the span counts in proportion.</summary>
    CutWindow,

    /// <summary>A day of the export that reaches beyond the span counts in proportion.</summary>
    CutDay,

    /// <summary>The balance shows calls minutes late, so that some count on the other side of an edge of the span.</summary>
    Lag,

    /// <summary>The balance is shown in cents.</summary>
    Rounding,

    /// <summary>Another currency of the account paid for a part of the calls.</summary>
    OtherCurrency,

    /// <summary>Calls of working days of a year whose public holidays aren't verified: they may have been off-peak.</summary>
    UnverifiedBand,
}
