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
        string account = AccountName.Require(Name).Text;
        List<MeteredCall> calls = Own([.. Reader.Calls.TakeRest()]);
        string what = string.Create(CultureInfo.CurrentCulture, $"{UsageMessages.Calls(calls.Count)} of '{account}'");
        if (calls.Count == 0 || !ShouldProcess(what, "Save in the store"))
        {
            return;
        }

        List<MeteredCall> nameless = calls.FindAll(call => call.Id is null);
        long merged = nameless.Count - nameless.Select(call => call with { StartedAt = null, Searches = 0, Origin = null, Otherwise = null }).Distinct().LongCount();
        if (merged > 0)
        {
            WriteWarning(string.Create(
                CultureInfo.CurrentCulture,
                $"Skipped {merged:N0} of {UsageMessages.Calls(nameless.Count)} without an ID, because another call has the same time, model and tokens. Add responses with their ID, or specify a different -At for each call."));
        }

        UsageAddition result = Store.Usage.Add(account, calls, written => StopToken.ThrowIfCancellationRequested());
        WriteObject(new DeepSeekUsageAddition
        {
            Account = account,
            Calls = calls.Count,
            Added = result.Added,
            Replaced = result.Replaced,
            Merged = merged,
            From = calls[0].At.ToLocalTime(),
            To = calls[^1].At.ToLocalTime(),
        });
    });

    // A call without a price is kept, because a newer catalog may have it. A call to another vendor isn't kept.
    private List<MeteredCall> Own(List<MeteredCall> calls)
    {
        var isOther = calls.Select(call => call.Model).Distinct(StringComparer.Ordinal).ToDictionary(model => model, IsOtherVendor);
        foreach (IGrouping<string, MeteredCall> other in calls.Where(call => isOther[call.Model]).GroupBy(call => call.Model).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            WriteWarning(string.Create(
                CultureInfo.CurrentCulture, $"Skipped {UsageMessages.Calls(other.Count())} of '{other.Key}', because the model belongs to another vendor."));
        }

        return [.. calls.Where(call => !isOther[call.Model])];
    }

    private bool IsOtherVendor(string model)
    {
        try
        {
            DeepSeekPriceCatalog prices = Session.Prices;
            prices.Find(model, "USD", Now);
            return false;
        }
        catch (CostException failure)
        {
            return new UnpricedCalls(model, 1, Now, failure).IsOtherVendor;
        }
    }
}
