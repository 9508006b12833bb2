using System.Management.Automation;
using CostCompass.Providers.DeepSeek;

namespace CostCompass.Commands;

/// <summary>Asks DeepSeek for the rate limits of an account: one object for requests and one for tokens. What the answer leaves out is null.</summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekRateLimit", HelpUri = HelpPage.Folder + "Get-DeepSeekRateLimit.md")]
[OutputType(typeof(DeepSeekRateLimit))]
public sealed class GetDeepSeekRateLimitCommand : DeepSeekCmdlet
{
    private protected override void Process(DeepSeekClient client, CostAccount account) =>
        WriteObject(Ask(account, client.ReadRateLimitsAsync, _ => AccountStatus.Ok), enumerateCollection: true);
}
