using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Compares spend from the balance, metered calls and the console export, and explains differences.</summary>
[Cmdlet(VerbsData.Compare, "DeepSeekUsage", HelpUri = HelpPage.Folder + "Compare-DeepSeekUsage.md")]
[OutputType(typeof(DeepSeekReconciliation))]
public sealed class CompareDeepSeekUsageCommand : HistoryCmdlet
{
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

    private protected override void Process()
    {
        DateTimeOffset asOf = AsOf ?? Now;
        var calendar = new ZoneCalendar(TimeZone);
        DateTimeOffset to = Before is { } before ? Instant.Earlier(before, asOf) : asOf;
        DateTimeOffset from = After ?? calendar.StartOf(to - Instant.Resolution, CalendarUnit.Month);
        if (from >= to)
        {
            throw new CostException(
                "SpanEmpty",
                CostErrorKind.InvalidInput,
                $"The span from {from:u} to {to:u} is empty.",
                "-After must be earlier than -Before and earlier than the current time.");
        }

        var reader = new ReconciliationReader(Store, Session.Prices, new Interval(from, to), asOf, StopToken);
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

    private List<AccountName> FindAccounts(ReconciliationReader reader)
    {
        IReadOnlyList<AccountName> known = reader.Accounts;
        if (Name is null)
        {
            return [.. known];
        }

        var found = new List<AccountName>();
        foreach (string name in Name)
        {
            var pattern = Wildcard.Of(name);
            List<AccountName> matching = known.Where(account => pattern.IsMatch(account.Text)).ToList();
            if (matching.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                Attempt(name, () => throw NothingKnown(name));
            }

            found.AddRange(matching.Where(account => !found.Contains(account)));
        }

        return found;
    }

    private static CostException NothingKnown(string name) => new(
        "NothingToCompare",
        CostErrorKind.NotFound,
        $"There is no data about the usage of '{AccountName.Shown(name)}': no snapshots, metered calls or exports.",
        "Add data with Update-CostSnapshot, Add-DeepSeekUsage or Import-DeepSeekExport.");
}
