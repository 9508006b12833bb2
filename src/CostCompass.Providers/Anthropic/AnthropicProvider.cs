using CostCompass.Providers.Http;
using CostCompass.Providers.Reports;

namespace CostCompass.Providers.Anthropic;

/// <summary>
/// Anthropic's cost report: <c>GET /v1/organizations/cost_report</c>, at most 31 days per page, grouped by description so that it
/// contains the model. The key is sent in <c>x-api-key</c>.
/// </summary>
/// <param name="http">The HTTP client.</param>
public sealed class AnthropicProvider(ProviderHttpClient http) : ICostReportProvider
{
    internal const string ProviderName = "Anthropic";

    private const int MaximumDaysPerPage = 31;

    private readonly ReportPages _pages = new(http, ProviderName);

    /// <inheritdoc/>
    public CostProvider Description { get; } = new()
    {
        Name = ProviderName,
        Kind = CostSourceKind.CostReport,
        Key = ProviderKeyKind.Admin,
        EnvironmentVariable = "ANTHROPIC_ADMIN_KEY",
        BaseUri = new Uri("https://api.anthropic.com"),
        KeyPage = new Uri("https://console.anthropic.com/settings/admin-keys"),
        Reports = "The daily billed cost of the organization (UTC), by service and model.",
        DoesNotReport = "The remaining prepaid credit and the rest of the current day. The most recent days may still be revised.",
    };

    /// <inheritdoc/>
    public Task<CostReport> ReadCostsAsync(
        ProviderRequest request, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        _pages.ReadAsync(request, from, to, token => Call(from, to, token), AnthropicCostAnswer.Read, cancellationToken);

    private ProviderCall Call(DateTimeOffset from, DateTimeOffset to, string? token)
    {
        var limit = ReportQuery.DaysPerPage(from, to, MaximumDaysPerPage);
        var path = FormattableString.Invariant(
            $"v1/organizations/cost_report?starting_at={ReportQuery.Instant(from)}&ending_at={ReportQuery.Instant(to)}&limit={limit}&group_by[]=description{ReportQuery.Page(token)}");
        return ProviderCall.To(Description, path) with
        {
            KeyHeader = "x-api-key",
            KeyPrefix = string.Empty,
            Headers = [new("anthropic-version", "2023-06-01")],
            MaximumBodyBytes = ReportPages.MaximumBodyBytes,
        };
    }
}
