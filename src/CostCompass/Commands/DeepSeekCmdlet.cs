using CostCompass.Accounts;
using CostCompass.Providers;
using CostCompass.Providers.DeepSeek;

namespace CostCompass.Commands;

/// <summary>A command that asks DeepSeek one question about each account.</summary>
/// <typeparam name="T">What the answer consists of.</typeparam>
public abstract class DeepSeekCmdlet<T> : AccountCmdlet
{
    private protected sealed override void Process()
    {
        var client = new DeepSeekClient(Session.HttpWithin(TimeSpan.FromSeconds(TimeoutSec)));
        foreach (CostAccount account in FindAccounts("DeepSeek"))
        {
            Attempt(account.Name, () =>
            {
                WriteVerbose($"Asking {account.BaseUri.Authority} about the account '{account.Name}'.");
                WriteObject(Ask(account, (request, token) => ReadAsync(client, request, token)), enumerateCollection: true);
            });
        }
    }

    /// <summary>Asks the question.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="cancellationToken">Cancelled when the user stops the pipeline.</param>
    private protected abstract Task<IReadOnlyList<T>> ReadAsync(DeepSeekClient client, ProviderRequest request, CancellationToken cancellationToken);
}
