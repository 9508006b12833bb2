using CostCompass.Truth.Polling;

namespace CostCompass.Truth.Measures;

/// <summary>One measure for each regime and polling interval, and one for each interval over all regimes.</summary>
/// <typeparam name="TMeasure">The measure.</typeparam>
internal sealed class MeasureGrid<TMeasure>
    where TMeasure : new()
{
    private readonly Dictionary<(string Row, string Column), TMeasure> _cells = [];

    /// <summary>The row over all regimes.</summary>
    public const string Overall = "all";

    /// <summary>The measure of a row in a column.</summary>
    public TMeasure this[string row, PollingInterval interval] =>
        _cells.TryGetValue((row, interval.Name), out TMeasure? found) ? found : _cells[(row, interval.Name)] = new TMeasure();

    /// <summary>Measures something in the row of its regime and in the row of all.</summary>
    public void Add(string row, PollingInterval interval, Action<TMeasure> measure)
    {
        measure(this[row, interval]);
        measure(this[Overall, interval]);
    }
}
