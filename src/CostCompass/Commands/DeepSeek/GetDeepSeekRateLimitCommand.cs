using System.Management.Automation;
using CostCompass.Providers.DeepSeek;

namespace CostCompass.Commands;

/// <summary>
/// Gets the rate limits of a DeepSeek account. It returns one object for requests and one for tokens, read from the headers of a
/// response. A value that the headers omit is null, never 0.
/// </summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekRateLimit", HelpUri = HelpPage.Folder + "Get-DeepSeekRateLimit.md")]
[OutputType(typeof(DeepSeekRateLimit))]
public sealed class GetDeepSeekRateLimitCommand : DeepSeekCmdlet
{
    private protected override void Process(DeepSeekProvider provider, CostAccount account) =>
        WriteObject(Ask(account, provider.ReadRateLimitsAsync, _ => AccountStatus.Ok), enumerateCollection: true);
}
