namespace CostCompass.Forecasting;

/// <summary>A span that is forecast again and again over a history.</summary>
/// <param name="Gap">The days between the morning of the forecast and the span.</param>
/// <param name="Length">The length of the span in days.</param>
/// <param name="PointImportance">How much its errors count in the choice of the point forecast.</param>
/// <param name="SpreadImportance">How much they count in the choice of the interval.</param>
/// <param name="CalibrationImportance">How much they count in the calibration of the interval's width.</param>
/// <param name="WanderImportance">The same, as far as the modelled width is that of a level that wanders.</param>
internal readonly record struct ReplaySpan(
    int Gap, int Length, double PointImportance, double SpreadImportance, double CalibrationImportance, double WanderImportance = 0d)
{
    /// <summary>
    /// The spans. Single days are many and tell quickly how the level moves; far and long ones are few, overlap, and
    /// are what is asked for, so the farthest month has the last word on the width. How far a level wanders shows two
    /// weeks sooner, in the months that begin at once.
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

    /// <summary>The number of mornings that tell as much as one that overlaps with no other.</summary>
    public double Overlap => Length + (0.75d * Gap);
}
