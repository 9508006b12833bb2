namespace CostCompass.Health;

/// <summary>The result of a health check, from good to bad.</summary>
public enum HealthState
{
    /// <summary>There is nothing to do.</summary>
    Ok,

    /// <summary>It works, but figures are less certain, or it will stop working.</summary>
    Warning,

    /// <summary>It doesn't work, or a budget is exceeded.</summary>
    Error,
}
