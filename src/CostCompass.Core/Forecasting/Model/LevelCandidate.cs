namespace CostCompass.Forecasting;

/// <summary>One way to carry the level of daily spend forward: exponential smoothing, plain, with a damped trend, or with departures that fade.</summary>
/// <param name="HalfLife">The age in days at which a day counts half.</param>
/// <param name="PointPrior">The weight in the point forecast before anything is observed. The weights need no particular sum.</param>
/// <param name="SpreadPrior">The weight in the interval before anything is observed.</param>
/// <param name="Damping">The factor by which a trend fades per day; 0 for no trend.</param>
/// <param name="Reversion">The factor by which a recent departure from the level fades per day; 0 when only the level counts.</param>
internal readonly record struct LevelCandidate(
    double HalfLife, double PointPrior, double SpreadPrior, double Damping = 0d, double Reversion = 0d)
{
    /// <summary>The share of the recent mean that is replaced per day, from which a departure is measured: a half-life of two days.</summary>
    public const double RecentGain = 0.29289321881345248d;

    /// <summary>Smoothing over about three weeks: neither chasing the noise nor missing a shift, it stands for the noise of the days.</summary>
    public static LevelCandidate Middle { get; } = new(20d, 2d, 0.08d);

    /// <summary>Smoothing over about five weeks: the scale that errors are measured against.</summary>
    public static LevelCandidate Scale { get; } = new(35d, 1.5d, 0.04d);

    /// <summary>
    /// The ways that are tried. For the point those of about a week weigh most: averaging them in costs a steady account
    /// little and keeps up with one that wanders. For the interval an account is steady or it wanders, before anything is
    /// observed: half-lives in between would be too wide for the one and too narrow for the other, and only weeks of
    /// history tell them from both.
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

    /// <summary>The share of the level that is replaced per day once the smoothing has settled.</summary>
    public double Gain => 1d - Math.Pow(0.5, 1d / HalfLife);

    /// <summary>
    /// The variance of the level's own steps, in units of the noise, for which this gain would be the best one: the
    /// local level model, of which exponential smoothing is the optimal filter.
    /// </summary>
    public double StepVariance => Gain * Gain / (1d - Gain);

    /// <summary>Whether a trend is carried.</summary>
    public bool HasTrend => Damping > 0d;

    /// <summary>Whether a recent departure from the level fades.</summary>
    public bool Reverts => Reversion > 0d;

    /// <summary>The factor by which the surprise of one day grows in a long total, since the days after it follow it for a while.</summary>
    public double Echo => 1d + (RecentGain * Reversion / (1d - Reversion));

    /// <summary>How many days' worth of slope a damped trend has added after some days.</summary>
    /// <param name="days">The days from the origin; fractions are fine.</param>
    public double TrendReach(double days) => HasTrend ? Damping * (1d - Math.Pow(Damping, days)) / (1d - Damping) : 0d;
}
