namespace CostCompass.Forecasting;

/// <summary>What a span is going to cost, in units of the currency.</summary>
/// <param name="Total">The point forecast.</param>
/// <param name="Low">The lower bound of the interval, never below 0.</param>
/// <param name="High">The upper bound of the interval.</param>
public readonly record struct HorizonForecast(decimal Total, decimal Low, decimal High)
{
    /// <summary>The same forecast with what has been spent already: neither bound can be below it.</summary>
    /// <param name="spent">What was spent before the forecast's span.</param>
    public HorizonForecast After(decimal spent) => new(Total + spent, Low + spent, High + spent);

    /// <summary>Whether an outcome lies inside the interval.</summary>
    /// <param name="outcome">What the span did cost.</param>
    public bool Contains(decimal outcome) => outcome >= Low && outcome <= High;
}
