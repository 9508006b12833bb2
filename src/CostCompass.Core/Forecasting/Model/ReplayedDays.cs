namespace CostCompass.Forecasting;

/// <summary>A history that is prepared for replays: running totals, and the scale of spend that was known on every morning.</summary>
internal sealed class ReplayedDays
{
    private readonly double[] _spend;
    private readonly double[] _share;

    /// <summary>Prepares a history.</summary>
    /// <param name="series">The days.</param>
    /// <param name="profile">The weekday multipliers.</param>
    /// <param name="scale">The track for the scale of errors.</param>
    public ReplayedDays(DailySeries series, WeekdayProfile profile, LevelTrack scale)
    {
        Length = series.Length;
        _spend = new double[Length + 1];
        _share = new double[Length + 1];
        Scales = new double[Length + 1];
        for (int index = 0; index < Length; index++)
        {
            _spend[index + 1] = _spend[index] + (series.Coverage[index] * series.Rates[index]);
            _share[index + 1] = _share[index] + (series.Coverage[index] * profile[series.Weekday(index)]);
        }

        // After a long idle time, the recent level alone would make every relative error infinite.
        const double Anchor = 0.15d;
        double overall = _share[Length] > 0d ? _spend[Length] / _share[Length] : 0d;
        for (int morning = 0; morning <= Length; morning++)
        {
            Scales[morning] = ((1d - Anchor) * scale.Forecast(morning, 0d)) + (Anchor * overall);
        }
    }

    /// <summary>The number of days.</summary>
    public int Length { get; }

    /// <summary>The scale of spend per day that was known on each morning.</summary>
    public double[] Scales { get; }

    /// <summary>The spend in the covered part of a span.</summary>
    public double SpendOf(int from, int length) => _spend[from + length] - _spend[from];

    /// <summary>The sum of the weekday multipliers of the covered part of a span.</summary>
    public double ShareOf(int from, int length) => _share[from + length] - _share[from];
}
