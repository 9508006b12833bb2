namespace CostCompass.Providers;

/// <summary>A provider that reports the remaining balance. Spend is calculated from its decreases.</summary>
public interface IBalanceProvider : ICostProvider
{
    /// <summary>Requests the balance. This also verifies a key: there is no cheaper request that requires one.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The readings, and the errors of currencies that couldn't be read while others could.</returns>
    /// <exception cref="CostException">The identifiers in <see cref="Http.ProviderErrorId"/>. A balance that can't be read is never 0.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was canceled.</exception>
    Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default);
}
