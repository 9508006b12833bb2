namespace CostCompass.Views.Charts;

/// <summary>What a line of a chart shows, the strongest first: if two meet in a cell, the stronger one is shown.</summary>
internal enum ChartLayer
{
    /// <summary>The observed balance.</summary>
    Balance,

    /// <summary>The expected balance.</summary>
    Forecast,

    /// <summary>The bounds of the expected balance.</summary>
    Band,
}
