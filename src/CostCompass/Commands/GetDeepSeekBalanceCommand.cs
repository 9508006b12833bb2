using System.Management.Automation;
using CostCompass.Balances;
using CostCompass.Providers;
using CostCompass.Providers.DeepSeek;

namespace CostCompass.Commands;

/// <summary>Asks DeepSeek for the balance of an account: one object per currency, in the order of the answer. Stores nothing.</summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekBalance", HelpUri = HelpPage.Folder + "Get-DeepSeekBalance.md")]
[OutputType(typeof(DeepSeekBalance))]
public sealed class GetDeepSeekBalanceCommand : DeepSeekCmdlet<DeepSeekBalance>
{
    private protected override Task<IReadOnlyList<DeepSeekBalance>> ReadAsync(
        DeepSeekClient client, ProviderRequest request, CancellationToken cancellationToken) => client.ReadBalanceAsync(request, cancellationToken);
}
