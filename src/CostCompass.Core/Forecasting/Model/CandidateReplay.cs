namespace CostCompass.Forecasting;

/// <summary>The errors that one candidate would have had on every morning of the history, for all <see cref="ReplaySpan"/>s.</summary>
internal sealed class CandidateReplay
{
    private const int FirstMorning = 3;
    private const double HalfLife = 150d;
    private readonly SpanErrors[] _errors;

    /// <summary>Replays a candidate.</summary>
    /// <param name="track">The levels of the candidate.</param>
    /// <param name="days">The history.</param>
    public CandidateReplay(LevelTrack track, ReplayedDays days)
    {
        Track = track;
        _errors = [.. ReplaySpan.All.Select(span => Replay(track, days, span))];
    }

    /// <summary>The levels of the candidate.</summary>
    public LevelTrack Track { get; }

    /// <summary>The candidate.</summary>
    public LevelCandidate Candidate => Track.Candidate;

    /// <summary>The errors for each of the spans.</summary>
    public IReadOnlyList<SpanErrors> Errors => _errors;

    /// <summary>The errors for single days.</summary>
    public SpanErrors OneDay => _errors[0];

    private static SpanErrors Replay(LevelTrack track, ReplayedDays days, in ReplaySpan span)
    {
        double decay = Math.Pow(0.5, 1d / HalfLife);
        double importance = 1d;
        var sums = default(ErrorSums);
        for (int morning = days.Length - span.Gap - span.Length; morning >= FirstMorning; morning--, importance *= decay)
        {
            double share = days.ShareOf(morning + span.Gap, span.Length);
            double scale = days.Scales[morning];
            if (share >= 0.5 * span.Length && scale > 0d)
            {
                double forecast = track.Forecast(morning, span.Gap + ((span.Length + 1) / 2d));
                sums = sums.Add(((days.SpendOf(morning + span.Gap, span.Length) / share) - forecast) / scale, importance);
            }
        }

        return sums.For(span);
    }

    private readonly record struct ErrorSums(double Mornings, double Absolute, double Squared, double Fourth)
    {
        public ErrorSums Add(double error, double importance) => new(
            Mornings + importance,
            Absolute + (importance * Math.Abs(error)),
            Squared + (importance * error * error),
            Fourth + (importance * error * error * error * error));

        public SpanErrors For(in ReplaySpan span)
        {
            if (Mornings <= 0d)
            {
                return new SpanErrors(span, 0d, 0d, 3d);
            }

            // Totals of many days are nearly normal: the absolute error then estimates the variance, and is less sensitive to rare bursts.
            double mean = Absolute / Mornings;
            double variance = span.Length == 1 ? Squared / Mornings : Math.PI / 2d * mean * mean;
            double kurtosis = Squared > 0d ? Fourth * Mornings / (Squared * Squared) : 3d;
            return new SpanErrors(span, variance, Mornings / span.Overlap, kurtosis);
        }
    }
}
