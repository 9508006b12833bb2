namespace CostCompass.Forecasting;

/// <summary>The variance of a candidate's forecasts at any distance: a local level model, calibrated by the replay.</summary>
internal sealed class CandidateSpread
{
    // Even the level of the steadiest account wanders by this share per day.
    private const double LeastStep = 0.0005d;
    private const double PriorEvidence = 4d;
    // Until two days can be compared, the noise is unknown: a quarter of the level is the initial value, with a weight of less than half a day.
    private const double PriorNoise = 0.06d;
    private const double PriorDays = 0.4d;
    // A few bursts cause most of the variance of days and occur about as often in one month as in the next, so the variance of days overstates that
    // of months. Its weight decreases with the kurtosis. A bound keeps the rarest bursts from hiding the rest.
    private const double NormalKurtosis = 3d;
    private const double LargestKurtosis = 8d;
    // The weights and the calibration are estimates, too.
    private const double Margin = 1.05d;
    private const double LeastVariance = 1e-5;
    private const double LeastShare = 0.05d;

    private readonly LevelCandidate _candidate;
    private readonly double _noise;
    private readonly double _regularity;
    private readonly double _level;
    private readonly double _calibration;

    /// <summary>Fits the variance.</summary>
    /// <param name="replay">The replay of the candidate.</param>
    /// <param name="noisePart">
    /// The part of the variance of days that remains in a month. The rest is the error of the weekday multipliers, which is large if there are
    /// few weeks: a month contains every weekday about equally often, so this error cancels out.
    /// </param>
    public CandidateSpread(CandidateReplay replay, double noisePart)
    {
        _candidate = replay.Candidate;
        double days = replay.OneDay.Independent;
        _noise = ((PriorNoise * PriorDays) + (replay.OneDay.Variance * days)) / (PriorDays + days) * noisePart;
        _regularity = NormalKurtosis / Math.Clamp(replay.OneDay.Kurtosis, NormalKurtosis, LargestKurtosis);
        _level = replay.Track.EffectiveDays > 0d ? (1d / replay.Track.EffectiveDays) + (_candidate.Gain / 2d) : 1d;
        _calibration = Calibrate(replay);
    }

    /// <summary>The variance of a total, relative to the scale of spend and to the span's share.</summary>
    /// <param name="gap">The number of days between the origin and the span.</param>
    /// <param name="share">The sum of the weekday multipliers of the span.</param>
    public double Relative(double gap, double share) => (Modelled(gap, share) * _calibration * Margin) + LeastVariance;

    // The noise of the days, the error of the level at the origin, and the change of the level from there.
    private double Modelled(double gap, double share)
    {
        double way = Way(gap, share);
        double echo = share > 1d ? 1d + ((_candidate.Echo - 1d) * (1d - (1d / share))) : 1d;
        double regularity = share > 1d ? 1d + ((_regularity - 1d) * (1d - (1d / share))) : 1d;
        double days = (1d / Math.Max(share, LeastShare)) + _level + (_candidate.StepVariance * way);
        return (_noise * regularity * echo * echo * days) + (LeastStep * LeastStep * way);
    }

    // The number of days for which the level of the mean day of a span has wandered.
    private static double Way(double gap, double share) => gap + (share / 3d);

    // The ratio of the replayed to the modeled errors of long spans, adjusted toward 1 if there are few of them.
    private double Calibrate(CandidateReplay replay)
    {
        double observed = PriorEvidence;
        double expected = PriorEvidence;
        foreach (SpanErrors errors in replay.Errors)
        {
            double modelled = Modelled(errors.Span.Gap, errors.Span.Length);
            double wander = modelled > 0d ? _noise * _candidate.StepVariance * Way(errors.Span.Gap, errors.Span.Length) / modelled : 0d;
            double evidence = errors.Independent * (errors.Span.CalibrationImportance + (errors.Span.WanderImportance * wander));
            if (evidence > 0d && modelled > 0d)
            {
                observed += evidence * errors.Variance / modelled;
                expected += evidence;
            }
        }

        return observed / expected;
    }
}
