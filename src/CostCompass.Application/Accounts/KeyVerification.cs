using CostCompass.Providers.Http;

namespace CostCompass.Application;

/// <summary>Verifies a key with the cheapest request that needs it. Nothing is recorded.</summary>
public static class KeyVerification
{
    /// <summary>Sends the request.</summary>
    /// <param name="provider">The provider of the account.</param>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="now">The current time.</param>
    /// <param name="stop">Cancels the request.</param>
    /// <returns>The balance, or null for a provider that reports costs.</returns>
    /// <exception cref="CostException">One of <see cref="ProviderErrorId"/>.</exception>
    public static async Task<BalanceAnswer?> SendAsync(ICostProvider provider, ProviderRequest request, DateTimeOffset now, CancellationToken stop)
    {
        switch (provider)
        {
            case IBalanceProvider balance:
                return await balance.ReadAsync(request, stop).ConfigureAwait(false);
            case ICostReportProvider report:
                // The report of the last complete day is the cheapest request that needs the key.
                var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
                await report.ReadCostsAsync(request, today.AddDays(-1), today, stop).ConfigureAwait(false);
                return null;
            default:
                return null;
        }
    }

    /// <summary>The status of an account by the response.</summary>
    /// <param name="answer">The response.</param>
    public static AccountStatus StatusOf(BalanceAnswer? answer) => answer?.Status ?? AccountStatus.Ok;

    /// <summary>A sentence about an account that can't make calls, or null if it can, or if it has no balance yet.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account's name.</param>
    /// <param name="answer">The response.</param>
    public static string? WhyUnavailable(ICostProvider provider, string account, BalanceAnswer? answer) => answer is { IsAvailable: false, Readings.Count: > 0 }
        ? $"{provider.Name} reports that the account '{account}' can't make calls: its balance is used up, or its key is restricted."
        : null;
}
