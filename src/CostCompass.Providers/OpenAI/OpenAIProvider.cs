using CostCompass.Providers.Http;
using CostCompass.Providers.Reports;

namespace CostCompass.Providers.OpenAI;

/// <summary>OpenAI's cost report: <c>GET /v1/organization/costs</c>, at most 180 days per page, grouped by line item.</summary>
/// <param name="http">The HTTP client.</param>
public sealed class OpenAIProvider(ProviderHttpClient http) : ICostReportProvider
{
    internal const string ProviderName = "OpenAI";

    private const int MaximumDaysPerPage = 180;

    private readonly ReportPages _pages = new(http, ProviderName);

    /// <inheritdoc/>
    public CostProvider Description { get; } = new()
    {
        Name = ProviderName,
        Kind = CostSourceKind.CostReport,
        Key = ProviderKeyKind.Admin,
        EnvironmentVariable = "OPENAI_ADMIN_KEY",
        BaseUri = new Uri("https://api.openai.com/v1"),
        KeyPage = new Uri("https://platform.openai.com/settings/organization/admin-keys"),
        Reports = "The daily billed cost of the organization (UTC), by line item.",
        DoesNotReport = "The remaining prepaid credit and the rest of the current day. The most recent days may still be revised.",
    };

    /// <inheritdoc/>
    public Task<CostReport> ReadCostsAsync(
        ProviderRequest request, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        _pages.ReadAsync(request, from, to, token => Call(from, to, token), OpenAICostAnswer.Read, cancellationToken);

    private ProviderCall Call(DateTimeOffset from, DateTimeOffset to, string? token)
    {
        var limit = ReportQuery.DaysPerPage(from, to, MaximumDaysPerPage);
        var path = FormattableString.Invariant(
            $"organization/costs?start_time={from.ToUnixTimeSeconds()}&end_time={to.ToUnixTimeSeconds()}&bucket_width=1d&limit={limit}&group_by=line_item{ReportQuery.Page(token)}");
        return ProviderCall.To(Description, path) with { MaximumBodyBytes = ReportPages.MaximumBodyBytes };
    }
}
