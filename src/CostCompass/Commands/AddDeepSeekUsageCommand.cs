using System.Globalization;
using System.Management.Automation;
using CostCompass.Accounts;
using CostCompass.Completion;
using CostCompass.Errors;
using CostCompass.Metering;
using CostCompass.Pricing;

namespace CostCompass.Commands;

/// <summary>
/// Keeps calls in the store, each answer once: what is added again changes nothing. Tokens are kept and not costs, so that prices
/// can be corrected later. Calls to models of other vendors are left out.
/// </summary>
[Cmdlet(VerbsCommon.Add, "DeepSeekUsage", SupportsShouldProcess = true, DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(DeepSeekUsageAddition))]
public sealed class AddDeepSeekUsageCommand : MeteringCmdlet
{
    /// <summary>The account's name. It need not be connected.</summary>
    [Parameter]
    [Alias("Account")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string Name { get; set; } = "deepseek";

    private protected override void Finish() => Attempt(Name, () =>
    {
        string account = AccountName.Require(Name);
        List<MeteredCall> calls = Own([.. Meter.TakeRest()]);
        string what = string.Create(CultureInfo.CurrentCulture, $"{calls.Count:N0} calls of '{account}'");
        if (calls.Count == 0 || !ShouldProcess(what, "Keep in the store"))
        {
            return;
        }

        UsageAddition result = Store.Usage.Add(account, calls, written => StopToken.ThrowIfCancellationRequested());
        WriteObject(new DeepSeekUsageAddition
        {
            Account = account,
            Calls = calls.Count,
            Added = result.Added,
            Replaced = result.Replaced,
            From = calls[0].At.ToLocalTime(),
            To = calls[^1].At.ToLocalTime(),
        });
    });

    // A call that has no price today is kept, since a newer catalog may have it; one that DeepSeek never saw is not.
    private List<MeteredCall> Own(List<MeteredCall> calls)
    {
        var isOther = calls.Select(call => call.Model).Distinct(StringComparer.Ordinal).ToDictionary(model => model, IsOtherVendor);
        foreach (IGrouping<string, MeteredCall> other in calls.Where(call => isOther[call.Model]).GroupBy(call => call.Model).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            WriteWarning(string.Create(
                CultureInfo.CurrentCulture, $"{other.Count():N0} calls of '{other.Key}' skipped: they were made to another vendor's model."));
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
