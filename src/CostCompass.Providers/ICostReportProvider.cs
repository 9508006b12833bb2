namespace CostCompass.Providers;

/// <summary>A provider that reports daily billed costs.</summary>
public interface ICostReportProvider : ICostProvider
{
    /// <summary>Reads all costs that were billed in a span: every page, or nothing.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="from">The start of the span: the start of a day in UTC.</param>
    /// <param name="to">The end of the span, exclusive: the start of a day in UTC. It can be in the future.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CostException">The identifiers in <see cref="Http.ProviderErrorId"/>. An amount that can't be read is never 0.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was canceled.</exception>
    Task<CostReport> ReadCostsAsync(ProviderRequest request, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default);
}
