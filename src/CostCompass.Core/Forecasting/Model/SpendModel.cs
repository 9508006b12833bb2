namespace CostCompass.Forecasting;

/// <summary>
/// A mixture of candidates, weighted by how accurate each would have been for this history. It determines the mean of a future total and
/// the probability of any amount.
/// </summary>
internal sealed class SpendModel
{
    private const int WeekdayParameters = 6;
    private const double LeastNoisePart = 0.3d;
    private const int Week = 7;

    private readonly DailySeries _series;
    private readonly WeekdayProfile _profile;
    private readonly LevelTrack[] _tracks;
    private readonly double[] _pointWeights;
    private readonly double[] _spreadWeights;
    private readonly CandidateSpread[] _spreads;
    private readonly double _scale;
    private readonly double _degreesOfFreedom;
    private readonly double _levelChange;

    private SpendModel(DailySeries series, WeekdayProfile profile, LevelTrack[] tracks)
    {
        _series = series;
        _profile = profile;
        _tracks = tracks;
        var days = new ReplayedDays(series, profile, Array.Find(tracks, track => track.Candidate == LevelCandidate.Scale)!);
        CandidateReplay[] replays = [.. tracks.Select(track => new CandidateReplay(track, days))];
        double observed = series.Observed;
        double noisePart = Math.Max(1d - (WeekdayParameters * profile.Trust / observed), LeastNoisePart);
        _pointWeights = CandidateWeights.ForPoint(replays);
        _spreadWeights = CandidateWeights.ForSpread(replays);
        _spreads = [.. replays.Select(replay => new CandidateSpread(replay, noisePart))];
        _scale = days.Scales[series.Length];
        _degreesOfFreedom = 6d + (observed / Week);
        _levelChange = LevelChange.Variance(series, profile);
    }

    /// <summary>Fits the model to a history.</summary>
    /// <param name="observed">The days before the origin, at least one.</param>
    public static SpendModel Fit(DailySeries observed)
    {
        DailySeries series = observed.WithoutOutliers();
        WeekdayProfile profile = WeekdayProfile.Estimate(series);
        return new SpendModel(series, profile, [.. LevelCandidate.All.Select(candidate => new LevelTrack(candidate, series, profile))]);
    }

    /// <summary>The mean total of a span.</summary>
    /// <param name="span">The span.</param>
    public double Mean(in ModelSpan span)
    {
        double level = 0d;
        for (int index = 0; index < _tracks.Length; index++)
        {
            level += _pointWeights[index] * _tracks[index].Forecast(_series.Length, span.Distance);
        }

        return level * span.Share;
    }

    /// <summary>The distribution of the total of a span.</summary>
    /// <param name="span">The span.</param>
    public TotalDistribution Total(in ModelSpan span)
    {
        const double Negligible = 1e-6;
        double scale = _scale * span.Share;
        var total = new TotalDistribution(_degreesOfFreedom);
        for (int index = 0; index < _tracks.Length; index++)
        {
            if (_spreadWeights[index] > Negligible)
            {
                // With a level of 0, the interval couldn't include the spend of an idle account that becomes active again.
                double mean = Math.Max(_tracks[index].Forecast(_series.Length, span.Distance) * span.Share, 0.02 * scale);
                double variance = _spreads[index].Relative(span.Gap, span.Share) * scale * scale;
                total.Add(_spreadWeights[index], mean, variance, _levelChange);
            }
        }

        return total;
    }

    /// <summary>Describes a span of days that starts at or after the origin.</summary>
    /// <param name="horizon">The days.</param>
    public ModelSpan Span(in ForecastHorizon horizon)
    {
        int start = horizon.From.DayNumber - _series.First.DayNumber;
        double gap = Math.Max(0d, start - _series.Length + (1d - horizon.FirstDayShare));
        double share = Share(start, horizon.FirstDayShare, horizon.Days);
        return new ModelSpan(gap, share, gap + ((horizon.Days + 1d) / 2d));
    }

    /// <summary>Describes a span that starts on the day of the origin.</summary>
    /// <param name="days">The length in days.</param>
    /// <param name="firstDayShare">The remaining share of the first day.</param>
    public ModelSpan SpanFromOrigin(double days, double firstDayShare) =>
        new(0d, Share(_series.Length, firstDayShare, days), (days + 1d) / 2d);

    // The sum of the weekday multipliers of a span. It is 7 for a whole week.
    private double Share(int start, double firstDayShare, double days)
    {
        double share = _profile[_series.Weekday(start)] * Math.Min(days, firstDayShare);
        double rest = Math.Max(0d, days - firstDayShare);
        double wholeWeeks = Week * Math.Floor(rest / Week);
        rest -= wholeWeeks;
        for (int index = start + 1; rest > 0d; index++, rest--)
        {
            share += _profile[_series.Weekday(index)] * Math.Min(rest, 1d);
        }

        return share + wholeWeeks;
    }
}
