namespace CostCompass.Forecasting;

/// <summary>
/// The data that a forecast needs from a history, read in one pass: all days, but only the latest steps. A year of readings every half minute is
/// a million steps, but 365 days.
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
                // Enumerating the steps also collects the data.
            }
        }

        if (_recent.Count == 0 && _last is { } last)
        {
            _recent.Add(last);
        }
    }

    /// <summary>All days that ended by the last reading. Empty if only figures are requested that don't need days.</summary>
    public IReadOnlyList<ObservedDay> Days { get; }

    /// <summary>
    /// The steps of the current month, of the trailing days, and from the requested start, with the step before them, in order. The last one is
    /// the last of the history.
    /// </summary>
    public IReadOnlyList<SpendStep> Recent => _recent;

    /// <summary>The first step that was read, or null if there is none.</summary>
    public SpendStep? First { get; private set; }

    /// <summary>The total time that is included in a burn rate.</summary>
    public TimeSpan Covered { get; private set; }

    /// <summary>Whether less than a day is covered.</summary>
    public bool IsEarly => FirstDay.IsEarly(Covered);

    /// <summary>Whether any step had money.</summary>
    public bool HeldMoney { get; private set; }

    /// <summary>Whether any window is derived from a balance, and not reported.</summary>
    public bool IsApproximate { get; private set; }

    /// <summary>Reads a history.</summary>
    /// <param name="request">The forecast request.</param>
    /// <param name="steps">The steps of the series, from <see cref="ForecastRequest.HistoryFrom"/> or earlier up to the time of the request, in order. They are enumerated once.</param>
    /// <param name="recentFrom">The start of the steps to keep, if it is earlier than a forecast needs.</param>
    public static ForecastBasis Read(ForecastRequest request, IEnumerable<SpendStep> steps, DateTimeOffset? recentFrom = null) =>
        new(request, steps, recentFrom);

    /// <summary>The burn rate of the trailing days.</summary>
    /// <param name="request">The forecast request.</param>
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
