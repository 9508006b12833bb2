namespace CostCompass.Providers;

/// <summary>A provider that says what is left. Spend is derived from the falls of what it says.</summary>
public interface IBalanceProvider : ICostProvider
{
    /// <summary>Asks for the balance. To verify a key is to do this: there is no cheaper request that needs one.</summary>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The readings, and the errors of currencies that couldn't be read while others could.</returns>
    /// <exception cref="CostException">The identifiers in <see cref="Http.ProviderErrorId"/>. A balance that can't be read is never 0.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default);
}
