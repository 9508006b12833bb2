namespace CostCompass.Forecasting;

/// <summary>The errors of one candidate for one span, relative to the scale of spend.</summary>
/// <param name="Span">The span.</param>
/// <param name="Variance">The variance of the relative error of the mean day, or 0 if there is none.</param>
/// <param name="Independent">The number of forecasts without overlap that would have the same information.</param>
/// <param name="Kurtosis">The kurtosis of the errors: 3 for normal errors, and more if a few bursts cause most of the variance.</param>
internal readonly record struct SpanErrors(ReplaySpan Span, double Variance, double Independent, double Kurtosis);
