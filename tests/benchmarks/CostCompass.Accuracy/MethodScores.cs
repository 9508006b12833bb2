using CostCompass.Forecasting;

namespace CostCompass.Accuracy;

/// <summary>The scores of both methods on the same cases of one regime.</summary>
internal sealed class MethodScores(string regime)
{
    public static IReadOnlyList<ForecastMethod> Methods { get; } = [ForecastMethod.TrailingAverage, ForecastMethod.Adaptive];

    public string Regime { get; } = regime;

    public RegimeScore Trailing { get; } = new();

    public RegimeScore Adaptive { get; } = new();

    public RegimeScore Of(ForecastMethod method) => method == ForecastMethod.Adaptive ? Adaptive : Trailing;
}
