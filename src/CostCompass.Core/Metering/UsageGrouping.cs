namespace CostCompass.Metering;

/// <summary>How the costs of calls are grouped.</summary>
public enum UsageGrouping
{
    /// <summary>Not grouped: each call is a separate object.</summary>
    None,

    /// <summary>By model name.</summary>
    Model,

    /// <summary>By day.</summary>
    Day,

    /// <summary>By month.</summary>
    Month,

    /// <summary>By the price band that was charged.</summary>
    Band,

    /// <summary>By the agent that made the calls.</summary>
    Agent,

    /// <summary>By the folder in which the agent worked.</summary>
    Project,

    /// <summary>By the session of the agent.</summary>
    Session,
}
