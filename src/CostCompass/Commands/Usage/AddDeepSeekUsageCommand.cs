using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Saves metered calls in the store, each response once. It saves tokens and not costs, so that prices can be corrected later, and skips calls
/// to models of other vendors.
/// </summary>
[Cmdlet(VerbsCommon.Add, "DeepSeekUsage", SupportsShouldProcess = true, DefaultParameterSetName = AgentSet, HelpUri = HelpPage.Folder + "Add-DeepSeekUsage.md")]
[OutputType(typeof(DeepSeekUsageAddition))]
public sealed class AddDeepSeekUsageCommand : MeteringCmdlet
{
    /// <summary>The name of the account, which doesn't have to be connected. The default is deepseek.</summary>
    [Parameter]
    [Alias("Account")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string Name { get; set; } = "deepseek";

    private protected override void Finish() => Attempt(Name, () =>
    {
        var account = AccountName.Require(Name);
        MeteredCall[] calls = [.. Reader.Calls.TakeRest()];
        _ = Store;
        if (new UsageRecorder(Session, WriteWarning).Add(account, calls, what => ShouldProcess(what, "Save in the store"), StopToken) is { } added)
        {
            WriteObject(added);
        }
    });
}
