namespace CostCompass.Forecasting;

/// <summary>The errors of one candidate over one span, relative to the scale of spend.</summary>
/// <param name="Span">The span.</param>
/// <param name="Variance">The variance of the relative error of the mean day; 0 where there is none.</param>
/// <param name="Independent">How many forecasts that do not overlap would tell as much.</param>
/// <param name="Kurtosis">The kurtosis of the errors: 3 for normal ones, more where a few bursts make the variance.</param>
internal readonly record struct SpanErrors(ReplaySpan Span, double Variance, double Independent, double Kurtosis);
