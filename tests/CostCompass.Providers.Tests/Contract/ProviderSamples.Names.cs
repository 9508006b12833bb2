namespace CostCompass.Providers.Tests.Contract;

/// <summary>The names of the samples for theories. Apart from the samples, which the soak uses too.</summary>
internal static partial class ProviderSamples
{
    public static TheoryData<string> Names => new(All.Select(sample => sample.Name));

    public static TheoryData<string> ReportNames => new(All.Where(sample => sample.Costs.Count > 0).Select(sample => sample.Name));
}
