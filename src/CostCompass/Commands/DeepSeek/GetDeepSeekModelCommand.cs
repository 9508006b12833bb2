using System.Management.Automation;
using CostCompass.Providers.DeepSeek;

namespace CostCompass.Commands;

/// <summary>Asks DeepSeek which models an account may call.</summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekModel", HelpUri = HelpPage.Folder + "Get-DeepSeekModel.md")]
[OutputType(typeof(DeepSeekModel))]
public sealed class GetDeepSeekModelCommand : DeepSeekCmdlet
{
    private protected override void Process(DeepSeekClient client, CostAccount account) =>
        WriteObject(Ask(account, client.ReadModelsAsync, _ => AccountStatus.Ok).Models, enumerateCollection: true);
}
