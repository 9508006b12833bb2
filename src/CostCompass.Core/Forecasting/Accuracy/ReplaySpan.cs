namespace CostCompass.Forecasting;

/// <summary>A span that is forecast repeatedly over a history.</summary>
/// <param name="Gap">The number of days between the morning of the forecast and the span.</param>
/// <param name="Length">The length of the span in days.</param>
/// <param name="PointImportance">The weight of its errors in the choice of the point forecast.</param>
/// <param name="SpreadImportance">The weight of its errors in the choice of the interval.</param>
/// <param name="CalibrationImportance">The weight of its errors in the calibration of the interval width.</param>
/// <param name="WanderImportance">The weight of its errors in that calibration, for the part of the width that comes from a wandering level.</param>
internal readonly record struct ReplaySpan(
    int Gap, int Length, double PointImportance, double SpreadImportance, double CalibrationImportance, double WanderImportance = 0d)
{
    /// <summary>
    /// The spans. There are many single days, and they quickly show how the level moves. There are few distant and long spans, and they overlap, but
    /// they are what users request, so the most distant month determines the width. The months that start immediately show two weeks earlier how far
    /// a level wanders.
    /// </summary>
    public static IReadOnlyList<ReplaySpan> All { get; } =
    [
        new(0, 1, 2d, 1d, 0d),
        new(0, 7, 1d, 2.5d, 0d),
        new(0, 14, 0.5d, 0d, 0d),
        new(7, 7, 0.5d, 0.25d, 0d),
        new(21, 7, 0.5d, 0d, 0d),
        new(0, 28, 1d, 0d, 0d, WanderImportance: 2d),
        new(15, 28, 0.5d, 0d, 1d),
    ];

    /// <summary>The number of mornings that have as much information as one that doesn't overlap with any other.</summary>
    public double Overlap => Length + (0.75d * Gap);
}
