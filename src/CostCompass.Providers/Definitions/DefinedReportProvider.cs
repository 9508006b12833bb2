using CostCompass.Providers.Http;
using CostCompass.Providers.Reports;

namespace CostCompass.Providers.Definitions;

/// <summary>A provider from a definition that reads daily billed costs.</summary>
/// <param name="http">The HTTP client.</param>
/// <param name="definition">The definition.</param>
internal sealed class DefinedReportProvider(ProviderHttpClient http, ProviderDefinition definition) : ICostReportProvider
{
    private readonly ReportPages _pages = new(http, definition.Description.Name);

    /// <inheritdoc/>
    public CostProvider Description => definition.Description;

    /// <inheritdoc/>
    public Task<CostReport> ReadCostsAsync(
        ProviderRequest request, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        var report = definition.Report!;
        return _pages.ReadAsync(
            request,
            from,
            to,
            token => definition.Request.Call(Description, report.PathOf(definition.Request.Path, from, to, token)) with { MaximumBodyBytes = ReportPages.MaximumBodyBytes },
            answer => report.Read(answer, from, to),
            cancellationToken);
    }
}
