namespace CostCompass.Providers;

/// <summary>A provider that says what it billed, day by day.</summary>
public interface ICostReportProvider : ICostProvider
{
    /// <summary>Reads everything that was billed in a span: every page of it, or nothing.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="from">The start of the span: the first instant of a day in UTC.</param>
    /// <param name="to">The end of the span, not included: the first instant of a day in UTC. It may lie in the future.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CostException">The identifiers in <see cref="Http.ProviderErrorId"/>. An amount that can't be read is never 0.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    Task<CostReport> ReadCostsAsync(ProviderRequest request, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default);
}
