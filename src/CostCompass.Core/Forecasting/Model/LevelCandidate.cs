namespace CostCompass.Forecasting;

/// <summary>A way to project the level of daily spend: exponential smoothing, either plain, with a damped trend, or with fading deviations.</summary>
/// <param name="HalfLife">The age in days at which the weight of a day is halved.</param>
/// <param name="PointPrior">The initial weight in the point forecast. The weights don't need to have a specific sum.</param>
/// <param name="SpreadPrior">The initial weight in the interval.</param>
/// <param name="Damping">The factor by which a trend fades per day, or 0 for no trend.</param>
/// <param name="Reversion">The factor by which a recent deviation from the level fades per day, or 0 if only the level is used.</param>
internal readonly record struct LevelCandidate(
    double HalfLife, double PointPrior, double SpreadPrior, double Damping = 0d, double Reversion = 0d)
{
    /// <summary>The share of the recent mean that is replaced per day: a half-life of two days. Deviations are measured from this mean.</summary>
    public const double RecentGain = 0.29289321881345248d;

    /// <summary>Smoothing over about three weeks. It neither follows the noise nor misses a shift, so it represents the noise of the days.</summary>
    public static LevelCandidate Middle { get; } = new(20d, 2d, 0.08d);

    /// <summary>Smoothing over about five weeks. Errors are measured relative to this level.</summary>
    public static LevelCandidate Scale { get; } = new(35d, 1.5d, 0.04d);

    /// <summary>
    /// The candidates. For the point, those of about a week have the highest weight: they cost little accuracy for a steady account, and follow one
    /// that wanders. For the interval, an account is initially assumed to be either steady or wandering: half-lives in between would be too wide for
    /// the one and too narrow for the other, and only weeks of history distinguish them from both.
    /// </summary>
    public static IReadOnlyList<LevelCandidate> All { get; } =
    [
        new(2d, 2d, 2.5d),
        new(4d, 6d, 2d),
        new(7d, 5d, 0.12d),
        new(12d, 2d, 0.12d),
        Middle,
        Scale,
        new(60d, 1d, 0.04d),
        new(110d, 1d, 0.04d),
        new(300d, 1d, 4d),
        new(20d, 0.3d, 0.1d, Damping: 0.97d),
        new(40d, 0.3d, 0.1d, Damping: 0.985d),
        new(80d, 0.3d, 0.1d, Damping: 0.99d),
        new(300d, 0.2d, 0.08d, Damping: 0.995d),
        new(300d, 0.1d, 0.1d, Reversion: 0.6d),
        new(300d, 0.3d, 0.1d, Reversion: 0.8d),
        new(300d, 0.3d, 0.1d, Reversion: 0.9d),
        new(35d, 0.2d, 0.05d, Reversion: 0.7d),
    ];

    /// <summary>The share of the level that is replaced per day after the smoothing has settled.</summary>
    public double Gain => 1d - Math.Pow(0.5, 1d / HalfLife);

    /// <summary>
    /// The variance of the steps of the level, in units of the noise, for which this gain is optimal: the local level model, whose optimal
    /// filter is exponential smoothing.
    /// </summary>
    public double StepVariance => Gain * Gain / (1d - Gain);

    /// <summary>Whether the candidate has a trend.</summary>
    public bool HasTrend => Damping > 0d;

    /// <summary>Whether a recent deviation from the level fades.</summary>
    public bool Reverts => Reversion > 0d;

    /// <summary>The factor by which an unexpected day is amplified in a long total, because the following days follow it for some time.</summary>
    public double Echo => 1d + (RecentGain * Reversion / (1d - Reversion));

    /// <summary>The number of days' worth of slope that a damped trend has added after a number of days.</summary>
    /// <param name="days">The number of days from the origin, which can be fractional.</param>
    public double TrendReach(double days) => HasTrend ? Damping * (1d - Math.Pow(Damping, days)) / (1d - Damping) : 0d;
}
