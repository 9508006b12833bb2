namespace CostCompass.Simulator.Faults;

/// <summary>What goes wrong with an answer.</summary>
public enum FaultKind
{
    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>402.</summary>
    PaymentRequired,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>429, with Retry-After when the fault has one.</summary>
    TooManyRequests,

    /// <summary>500.</summary>
    ServerError,

    /// <summary>503, with Retry-After when the fault has one.</summary>
    Unavailable,

    /// <summary>The status that the fault names, with an error body.</summary>
    OtherStatus,

    /// <summary>The headers come at once, the body drips for the fault's seconds.</summary>
    SlowBody,

    /// <summary>The Content-Length promises more than comes, then the connection is aborted.</summary>
    CutBody,

    /// <summary>200 with a body that claims to be Brotli and is damaged.</summary>
    DamagedBody,

    /// <summary>The connection is aborted before anything is answered.</summary>
    Disconnect,

    /// <summary>Nothing is answered for the fault's seconds, then the ordinary answer.</summary>
    Hang,

    /// <summary>200 with a page instead of JSON.</summary>
    HtmlInsteadOfJson,

    /// <summary>200 with a body of the fault's bytes, 50 MB unless said.</summary>
    HugeBody,

    /// <summary>A redirect to the fault's location.</summary>
    RedirectElsewhere,

    /// <summary>The fault's own body, digit for digit, with its status (200): what a real account answered.</summary>
    GivenAnswer,

    /// <summary>The list of balances, models or days is empty.</summary>
    EmptyList,

    /// <summary>The list of balances, models or days ends after its second entry.</summary>
    ShortList,

    /// <summary>A field that is text comes as a JSON number, and one that is a number as text.</summary>
    NumberForString,

    /// <summary>The amount is -5.00; for DeepSeek the total and the topped-up credit.</summary>
    NegativeAmount,

    /// <summary>The amount is 1e30; for DeepSeek the total and the topped-up credit.</summary>
    AbsurdAmount,

    /// <summary>A field is missing.</summary>
    MissingField,

    /// <summary>The list holds arrays in arrays, 100,000 deep.</summary>
    DeepNesting,

    /// <summary>Terminal escape sequences in the text of an error, or in the field that the fault names.</summary>
    TerminalEscapes,
}
