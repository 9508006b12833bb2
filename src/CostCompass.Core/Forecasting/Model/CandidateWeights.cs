namespace CostCompass.Forecasting;

/// <summary>
/// Weights the candidates by their replayed errors: Bayesian model averaging with a quasi-likelihood, in which overlapping spans count only
/// as much as independent ones.
/// </summary>
internal static class CandidateWeights
{
    // A level that moves by more than an eighth per day is rarer than noise that looks the same.
    private const double CommonStep = 0.125d;
    private const double StepSpread = 0.4d;
    private const double LeastVariance = 1e-6;

    /// <summary>The weights of the point forecast. Their sum is 1.</summary>
    public static double[] ForPoint(IReadOnlyList<CandidateReplay> replays) =>
        Weigh(replays, candidate => candidate.PointPrior, span => span.PointImportance, temper: 1d);

    /// <summary>The weights of the interval. Their sum is 1.</summary>
    public static double[] ForSpread(IReadOnlyList<CandidateReplay> replays)
    {
        // With bursts, the variance of single days is unreliable: its weight decreases as the kurtosis exceeds the normal one.
        double kurtosis = Middle(replays).OneDay.Kurtosis;
        double temper = kurtosis > 3d ? 2d / (kurtosis - 1d) : 1d;
        return Weigh(replays, candidate => candidate.SpreadPrior, span => span.SpreadImportance, temper);
    }

    private static double[] Weigh(
        IReadOnlyList<CandidateReplay> replays,
        Func<LevelCandidate, double> prior,
        Func<ReplaySpan, double> importance,
        double temper)
    {
        double noise = Middle(replays).OneDay.Variance;
        double[] scores =
        [
            .. replays.Select(replay => Math.Log(prior(replay.Candidate)) - Surprise(replay.Candidate, noise)
                - replay.Errors.Sum(errors =>
                    0.5 * importance(errors.Span) * (errors.Span.Length == 1 ? temper : 1d) * errors.Independent * Math.Log(errors.Variance + LeastVariance))),
        ];
        double best = scores.Max();
        double[] weights = [.. scores.Select(score => Math.Exp(score - best))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static double Surprise(in LevelCandidate candidate, double noise)
    {
        double step = Math.Sqrt(candidate.StepVariance * noise);
        double excess = step > CommonStep ? Math.Log(step / CommonStep) / StepSpread : 0d;
        return 0.5 * excess * excess;
    }

    private static CandidateReplay Middle(IReadOnlyList<CandidateReplay> replays) =>
        replays.First(replay => replay.Candidate == LevelCandidate.Middle);
}
