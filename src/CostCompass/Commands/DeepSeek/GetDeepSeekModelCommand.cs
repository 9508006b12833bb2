using System.Management.Automation;
using CostCompass.Providers.DeepSeek;

namespace CostCompass.Commands;

/// <summary>
/// Gets the models that a DeepSeek account can call. Id is the name to use in a request. A value that the response omits is null: an
/// older form of the response has no Name, ContextWindow or MaxOutputTokens. A failing account doesn't stop the others.
/// </summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekModel", HelpUri = HelpPage.Folder + "Get-DeepSeekModel.md")]
[OutputType(typeof(DeepSeekModel))]
public sealed class GetDeepSeekModelCommand : DeepSeekCmdlet
{
    private protected override void Process(DeepSeekProvider provider, CostAccount account) =>
        WriteObject(Ask(account, provider.ReadModelsAsync, _ => AccountStatus.Ok).Models, enumerateCollection: true);
}
