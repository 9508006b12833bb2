using System.Management.Automation;
using CostCompass.Accounts;
using CostCompass.Providers;
using CostCompass.Providers.DeepSeek;

namespace CostCompass.Commands;

/// <summary>Asks DeepSeek which models an account may call.</summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekModel", HelpUri = HelpPage.Folder + "Get-DeepSeekModel.md")]
[OutputType(typeof(DeepSeekModel))]
public sealed class GetDeepSeekModelCommand : DeepSeekCmdlet<DeepSeekModel>
{
    private protected override async Task<IReadOnlyList<DeepSeekModel>> ReadAsync(
        DeepSeekClient client, ProviderRequest request, CancellationToken cancellationToken) =>
        (await client.ReadModelsAsync(request, cancellationToken).ConfigureAwait(false)).Models;
}
