namespace CostCompass.Forecasting;

/// <summary>The level that one candidate estimates on every morning of the history, only from the days before that morning.</summary>
internal sealed class LevelTrack
{
    // A trend can't move a level further than this within one forecast.
    private const double FarthestMove = 3d;

    private readonly double[] _levels;
    private readonly double[] _slopes;
    private readonly double[] _departures;

    /// <summary>Runs a candidate over a history.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="series">The days.</param>
    /// <param name="profile">The weekday multipliers.</param>
    public LevelTrack(LevelCandidate candidate, DailySeries series, WeekdayProfile profile)
    {
        Candidate = candidate;
        _levels = new double[series.Length + 1];
        _slopes = new double[series.Length + 1];
        _departures = new double[series.Length + 1];
        var smoothed = default(DiscountedRegression);
        var recent = default(DiscountedRegression);
        double keep = 1d - candidate.Gain;
        double weight = 0d;
        double squaredWeight = 0d;
        for (int index = 0; index < series.Length; index++)
        {
            double coverage = series.Coverage[index];
            double multiplier = profile[series.Weekday(index)];
            smoothed = smoothed.Age(keep).Add(coverage, multiplier, series.Rates[index]);
            recent = recent.Age(1d - LevelCandidate.RecentGain).Add(coverage, multiplier, series.Rates[index]);
            weight = (weight * keep) + coverage;
            squaredWeight = (squaredWeight * keep * keep) + (coverage * coverage);
            (_levels[index + 1], _slopes[index + 1]) = candidate.HasTrend ? smoothed.Line(candidate.HalfLife) : (smoothed.Mean, 0d);
            _departures[index + 1] = candidate.Reverts ? recent.Mean - smoothed.Mean : 0d;
        }

        EffectiveDays = squaredWeight > 0d ? weight * weight / squaredWeight : 0d;
    }

    /// <summary>The candidate.</summary>
    public LevelCandidate Candidate { get; }

    /// <summary>The number of equally weighted days that determine the level with the same precision.</summary>
    public double EffectiveDays { get; }

    /// <summary>Forecasts the mean level of a span.</summary>
    /// <param name="morning">The number of known days.</param>
    /// <param name="distance">The number of days from that morning to the middle of the span.</param>
    public double Forecast(int morning, double distance)
    {
        double level = _levels[morning];
        if (Candidate.Reverts)
        {
            return Math.Max(0d, level + (_departures[morning] * Math.Pow(Candidate.Reversion, distance)));
        }

        return Candidate.HasTrend
            ? Math.Clamp(level + (_slopes[morning] * Candidate.TrendReach(distance)), level / FarthestMove, level * FarthestMove)
            : level;
    }
}
