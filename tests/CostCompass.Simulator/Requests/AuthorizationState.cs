namespace CostCompass.Simulator.Requests;

/// <summary>What came in the Authorization header.</summary>
public enum AuthorizationState
{
    /// <summary>There was no such header.</summary>
    Absent,

    /// <summary>It was a bearer key of one of the accounts.</summary>
    Matched,

    /// <summary>It was something else.</summary>
    Mismatched,
}
