using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Saves metered calls in the store, each response once. It saves tokens and not costs, so that prices can be corrected later, and skips calls
/// to models of other vendors. Without input, it reads what is new in the logs of all agents on this computer since the last time.
/// </summary>
[Cmdlet(VerbsCommon.Add, "DeepSeekUsage", SupportsShouldProcess = true, DefaultParameterSetName = AgentSet, HelpUri = HelpPage.Folder + "Add-DeepSeekUsage.md")]
[OutputType(typeof(DeepSeekUsageAddition))]
public sealed class AddDeepSeekUsageCommand : MeteringCmdlet
{
    private Dictionary<string, LogPlace> _before = new(StringComparer.Ordinal);

    /// <summary>The name of the account, which doesn't have to be connected. The default is deepseek.</summary>
    [Parameter]
    [Alias("Account")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string Name { get; set; } = "deepseek";

    // With other values for calls without a model or a time, calls that couldn't be read before can be read.
    private protected override IReadOnlyDictionary<string, LogPlace> FindPlaces()
    {
        _before = Store.Usage.ReadPlaces(AgentLogs.Host, AccountName.Require(Name)).ToDictionary(place => place.Path, StringComparer.Ordinal);
        return Model is null && At is null ? _before : new Dictionary<string, LogPlace>();
    }

    private protected override void Finish() => Attempt(Name, () =>
    {
        var account = AccountName.Require(Name);
        MeteredCall[] calls = [.. Reader.Calls.TakeRest()];
        _ = Store;
        var recorder = new UsageRecorder(Session, WriteWarning);
        bool MayAdd(string what) => ShouldProcess(what, "Save in the store");
        DeepSeekUsageAddition? result = Sources.Count > 0 && Reading is { } reading
            ? recorder.AddFromLogs(account, calls, _before.Values, reading, Sources.SelectMany(source => source.Files).DistinctBy(file => file.FullName).Count(), MayAdd, StopToken)
            : recorder.Add(account, calls, MayAdd, StopToken);
        if (result is { } added)
        {
            WriteObject(added);
        }
    });
}
