namespace CostCompass.Views.Charts;

/// <summary>What a line of a chart is of, the strongest first: where two meet in a cell, the stronger is shown.</summary>
internal enum ChartLayer
{
    /// <summary>The balance as it was seen.</summary>
    Balance,

    /// <summary>The balance that is expected.</summary>
    Forecast,

    /// <summary>The bounds of what is expected.</summary>
    Band,
}
