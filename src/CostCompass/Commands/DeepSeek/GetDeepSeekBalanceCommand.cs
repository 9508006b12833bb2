using System.Management.Automation;
using CostCompass.Providers.DeepSeek;

namespace CostCompass.Commands;

/// <summary>
/// Gets the balance of a DeepSeek account. It returns one object per currency, in the order of the response, and stores nothing. A
/// currency that can't be read is an error, and the others are returned. An account without a balance causes a warning.
/// </summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekBalance", HelpUri = HelpPage.Folder + "Get-DeepSeekBalance.md")]
[OutputType(typeof(DeepSeekBalance))]
public sealed class GetDeepSeekBalanceCommand : DeepSeekCmdlet
{
    private protected override void Process(DeepSeekProvider provider, CostAccount account)
    {
        BalanceAnswer answer = Ask(account, provider.ReadAsync, one => one.Status);
        WriteObject(answer.Readings.Select(DeepSeekBalance.Of), enumerateCollection: true);
        Report(account, answer);
    }
}
