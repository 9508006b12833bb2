using CostCompass.Providers.DeepSeek;

namespace CostCompass.Commands;

/// <summary>A command that sends DeepSeek one request per account.</summary>
public abstract class DeepSeekCmdlet : AccountCmdlet
{
    private protected sealed override void Process()
    {
        var provider = new DeepSeekProvider(Session.HttpWithin(TimeSpan.FromSeconds(TimeoutSec)));
        foreach (CostAccount account in FindAccounts("DeepSeek"))
        {
            Attempt(account.Name, () =>
            {
                WriteVerbose($"Sending a request to {account.BaseUri.Authority} for the account '{account.Name}'.");
                Process(provider, account);
            });
        }
    }

    /// <summary>Sends the request and writes the response.</summary>
    /// <param name="provider">The DeepSeek provider.</param>
    /// <param name="account">The account.</param>
    private protected abstract void Process(DeepSeekProvider provider, CostAccount account);
}
