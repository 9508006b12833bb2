namespace CostCompass.Metering;

/// <summary>How the costs of calls are put together.</summary>
public enum UsageGrouping
{
    /// <summary>Not at all: each call for itself.</summary>
    None,

    /// <summary>By the names of the models.</summary>
    Model,

    /// <summary>By days.</summary>
    Day,

    /// <summary>By months.</summary>
    Month,

    /// <summary>By the band that was charged.</summary>
    Band,

    /// <summary>By the agent that made the calls.</summary>
    Agent,

    /// <summary>By the folder in which the agent worked.</summary>
    Project,

    /// <summary>By the session of the agent.</summary>
    Session,
}
