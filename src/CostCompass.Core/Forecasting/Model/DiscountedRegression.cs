namespace CostCompass.Forecasting;

/// <summary>
/// The running sums of a discounted regression of spend on time. Time is measured from the newest day. Each day is included with the
/// multiplier of its weekday, so that a weekend isn't treated as a decrease.
/// </summary>
internal readonly record struct DiscountedRegression
{
    // Shrinks a slope toward 0 until it is distinguishable from noise. The slower the smoothing, the more days are available.
    private const double SpreadPerHalfLife = 260d;

    private double Spend { get; init; }

    private double SpendTime { get; init; }

    private double Share { get; init; }

    private double ShareTime { get; init; }

    private double ShareTimeTime { get; init; }

    /// <summary>The discounted mean of spend per multiplier. 0 before the first observation.</summary>
    public double Mean => Share > 0d ? Spend / Share : 0d;

    /// <summary>The same sums one day later.</summary>
    /// <param name="keep">The factor for the weight of a day.</param>
    public DiscountedRegression Age(double keep) => new()
    {
        Spend = Spend * keep,
        SpendTime = (SpendTime - Spend) * keep,
        Share = Share * keep,
        ShareTime = (ShareTime - Share) * keep,
        ShareTimeTime = (ShareTimeTime - (2d * ShareTime) + Share) * keep,
    };

    /// <summary>The sums including the newest day.</summary>
    /// <param name="coverage">The covered share of the day.</param>
    /// <param name="multiplier">The multiplier of its weekday.</param>
    /// <param name="rate">The spend per day.</param>
    public DiscountedRegression Add(double coverage, double multiplier, double rate) => this with
    {
        Spend = Spend + (coverage * rate),
        Share = Share + (coverage * multiplier),
    };

    /// <summary>The level at the newest day and the slope per day.</summary>
    /// <param name="halfLife">The half-life of the weights.</param>
    public (double Level, double Slope) Line(double halfLife)
    {
        if (Share <= 0d)
        {
            return (0d, 0d);
        }

        double centre = ShareTime / Share;
        double spread = ShareTimeTime - (centre * ShareTime);
        double slope = (SpendTime - (centre * Spend)) / (spread + (SpreadPerHalfLife * halfLife));
        return (Math.Max(0d, Mean - (slope * centre)), slope);
    }
}
