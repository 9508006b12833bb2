namespace CostCompass.Forecasting;

/// <summary>
/// What a forecast needs of a history, read in one pass: the days of all of it, and the steps of its end only. A year of readings every
/// half minute is a million steps; its days are 365.
/// </summary>
public sealed class ForecastBasis
{
    private readonly List<SpendStep> _recent = [];
    private readonly DateTimeOffset _recentFrom;
    private SpendStep? _last;

    private ForecastBasis(ForecastRequest request, IEnumerable<SpendStep> steps, DateTimeOffset? recentFrom)
    {
        DateTimeOffset needed = Instant.Earlier(request.MonthStart, request.TrailingFrom);
        _recentFrom = Instant.Earlier(needed, recentFrom ?? needed);
        IEnumerable<SpendStep> noted = Noting(steps);
        Days = request.NeedsModel ? ObservedDays.FromSteps(noted, request.Calendar, request.LastReading.At) : [];
        if (!request.NeedsModel)
        {
            foreach (SpendStep _ in noted)
            {
                // To go through the steps is to note them.
            }
        }

        if (_recent.Count == 0 && _last is { } last)
        {
            _recent.Add(last);
        }
    }

    /// <summary>The days that ended by the last reading, of all that was read; none where only figures are asked for that learn from none.</summary>
    public IReadOnlyList<ObservedDay> Days { get; }

    /// <summary>
    /// The steps of the current month, of the trailing days, and from where else they were wanted, with the one before them, in order.
    /// The last one is the last of the history.
    /// </summary>
    public IReadOnlyList<SpendStep> Recent => _recent;

    /// <summary>The first step that was read; null when there is none.</summary>
    public SpendStep? First { get; private set; }

    /// <summary>All the time that counts for a burn, of all that was read.</summary>
    public TimeSpan Covered { get; private set; }

    /// <summary>Whether what was read holds less than a day.</summary>
    public bool IsEarly => FirstDay.IsEarly(Covered);

    /// <summary>Whether any step saw money.</summary>
    public bool HeldMoney { get; private set; }

    /// <summary>Whether any window is derived from a balance and not reported.</summary>
    public bool IsApproximate { get; private set; }

    /// <summary>Reads a history.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="steps">The steps of the series, from <see cref="ForecastRequest.HistoryFrom"/> or earlier up to the instant, in order. They are gone through once.</param>
    /// <param name="recentFrom">From where the steps themselves are wanted, when that is before what a forecast needs.</param>
    public static ForecastBasis Read(ForecastRequest request, IEnumerable<SpendStep> steps, DateTimeOffset? recentFrom = null) =>
        new(request, steps, recentFrom);

    /// <summary>The burn of the trailing days.</summary>
    /// <param name="request">What is asked for.</param>
    public BurnRate Burn(ForecastRequest request)
    {
        BurnRate burn = BurnRate.Measure(_recent, request.TrailingFrom, request.LastReading.At);
        return burn with { IsEarly = IsEarly || burn.IsOfLessThanADay };
    }

    private IEnumerable<SpendStep> Noting(IEnumerable<SpendStep> steps)
    {
        foreach (SpendStep step in steps)
        {
            First ??= step;
            Covered += step.Covered;
            HeldMoney |= step.Snapshot.Levels.Total != 0m;
            IsApproximate |= step.Window.Quality is not (SpendQuality.Reported or SpendQuality.Baseline);
            if (Instant.Later(step.Window.To, step.Snapshot.LastSeen) > _recentFrom)
            {
                if (_recent.Count == 0 && _last is { } before)
                {
                    _recent.Add(before);
                }

                _recent.Add(step);
            }

            _last = step;
            yield return step;
        }
    }
}
