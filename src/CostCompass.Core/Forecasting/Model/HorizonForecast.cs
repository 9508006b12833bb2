namespace CostCompass.Forecasting;

/// <summary>The forecast cost of a span, in units of the currency.</summary>
/// <param name="Total">The point forecast.</param>
/// <param name="Low">The lower bound of the interval, never below 0.</param>
/// <param name="High">The upper bound of the interval.</param>
public readonly record struct HorizonForecast(decimal Total, decimal Low, decimal High)
{
    /// <summary>The same forecast including an amount that is already spent: neither bound can be below it.</summary>
    /// <param name="spent">The amount that was spent before the span of the forecast.</param>
    public HorizonForecast After(decimal spent) => new(Total + spent, Low + spent, High + spent);

    /// <summary>Whether an outcome is within the interval.</summary>
    /// <param name="outcome">The actual cost of the span.</param>
    public bool Contains(decimal outcome) => outcome >= Low && outcome <= High;
}
