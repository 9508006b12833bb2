namespace CostCompass.Metering;

/// <summary>The calls of one model that have no price, for one reason.</summary>
/// <param name="Model">The model's name as it was called.</param>
/// <param name="Calls">How many there are.</param>
/// <param name="First">The instant of the earliest.</param>
/// <param name="Failure">Why the earliest has no price.</param>
public sealed record UnpricedCalls(string Model, long Calls, DateTimeOffset First, CostException Failure)
{
    /// <summary>
    /// Whether the model is another vendor's: a log may hold calls that DeepSeek never saw, and it is no mistake that they are not
    /// priced here. All of DeepSeek's own names begin with its name, and <c>vendor/model</c> is a router's name for one.
    /// </summary>
    public bool IsOtherVendor =>
        Failure.ErrorId == "UnknownModel"
        && (ModelNames.IsRouted(Model) || !Model.TrimStart().StartsWith("deepseek", StringComparison.OrdinalIgnoreCase));
}
