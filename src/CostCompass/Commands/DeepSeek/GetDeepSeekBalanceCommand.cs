using System.Management.Automation;
using CostCompass.Providers.DeepSeek;

namespace CostCompass.Commands;

/// <summary>
/// Asks DeepSeek for the balance of an account: one object per currency, in the order of the answer. Stores nothing. A currency that
/// cannot be read is an error, and the others are written; an account without any balance yet is a warning.
/// </summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekBalance", HelpUri = HelpPage.Folder + "Get-DeepSeekBalance.md")]
[OutputType(typeof(DeepSeekBalance))]
public sealed class GetDeepSeekBalanceCommand : DeepSeekCmdlet
{
    private protected override void Process(DeepSeekClient client, CostAccount account)
    {
        BalanceAnswer answer = Ask(account, client.ReadBalanceAsync, one => one.Status);
        WriteObject(answer.Readings.Select(DeepSeekBalance.Of), enumerateCollection: true);
        Report(account, answer);
    }
}
