namespace CostCompass.Metering;

/// <summary>The calls of one model that have no price, for one reason.</summary>
/// <param name="Model">The model's name as it was called.</param>
/// <param name="Calls">The number of calls.</param>
/// <param name="First">The time of the earliest call.</param>
/// <param name="Failure">The reason why the earliest call has no price.</param>
public sealed record UnpricedCalls(string Model, long Calls, DateTimeOffset First, CostException Failure)
{
    /// <summary>
    /// Whether the model belongs to another vendor. A log may contain calls to other vendors, and it isn't an error that they have no
    /// price here. All names of DeepSeek's models begin with its name, and <c>vendor/model</c> is the name that a router uses.
    /// </summary>
    public bool IsOtherVendor =>
        Failure.ErrorId == "UnknownModel"
        && (ModelNames.IsRouted(Model) || !Model.TrimStart().StartsWith("deepseek", StringComparison.OrdinalIgnoreCase));
}
