using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Compares spend from the balance, metered calls and the console export, and explains differences.</summary>
[Cmdlet(VerbsData.Compare, "DeepSeekUsage", HelpUri = HelpPage.Folder + "Compare-DeepSeekUsage.md")]
[OutputType(typeof(DeepSeekReconciliation))]
public sealed class CompareDeepSeekUsageCommand : HistoryCmdlet, IDynamicParameters
{
    private readonly SpanParameters _spans = new();

    /// <summary>The start of the span. The default is the start of the month.</summary>
    [Parameter]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>The end of the span, exclusive. The default is the current time.</summary>
    [Parameter]
    [Alias("Until")]
    [InstantTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>The time zone in which the month begins, as an IANA or Windows name. The default is the local time zone. DeepSeek bills in UTC.</summary>
    [Parameter]
    [TimeZoneTransformation]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    /// <summary>Compares the data as it was known at this time. The default is the current time.</summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>The usual spans.</summary>
    public object GetDynamicParameters() => _spans;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        (After, Before) = ChooseSpan(_spans, After, Before, new ZoneCalendar(TimeZone), AsOf ?? Now);
    }

    private protected override void Process()
    {
        DateTimeOffset asOf = AsOf ?? Now;
        var calendar = new ZoneCalendar(TimeZone);
        Interval span = ReconciliationReader.SpanOf(After, Before, asOf, calendar);
        var reader = new ReconciliationReader(Store, Session.Prices, span, asOf, StopToken);
        foreach (AccountName account in FindAccounts(reader))
        {
            Attempt(account.Text, () =>
            {
                foreach (DeepSeekReconciliation one in reader.Read(account, Currency))
                {
                    WriteObject(one with { From = calendar.ToZone(one.From), To = calendar.ToZone(one.To) });
                }
            });
        }
    }

    private IReadOnlyList<AccountName> FindAccounts(ReconciliationReader reader)
    {
        if (Name is null)
        {
            return reader.Accounts;
        }

        var found = new List<AccountName>();
        ForEach(Name, name => found.AddRange(reader.Find(Wildcard.Of(name))));
        return [.. found.Distinct()];
    }
}
