using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Gets the usage that was imported from DeepSeek console exports. It returns one object per day and model, with the requests, the
/// tokens, the cost and the wallets that paid it. The figures are exactly those of the export.
/// </summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekExport", HelpUri = HelpPage.Folder + "Get-DeepSeekExport.md")]
[OutputType(typeof(DeepSeekExport))]
public sealed class GetDeepSeekExportCommand : ExportCmdlet
{
    /// <summary>The names of the accounts. Wildcards are allowed. The default is all accounts.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExportAccountCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The names of the models. Wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[] Model { get; set; } = ["*"];

    /// <summary>Returns only costs in this currency: a three-letter code such as USD or CNY.</summary>
    [Parameter]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>Returns only days that end after this time.</summary>
    [Parameter]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Returns only days that start before this time.</summary>
    [Parameter]
    [Alias("Until")]
    [InstantTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>
    /// The time zone in which days are shown, as an IANA or Windows name. The default is the local time zone. The days themselves are
    /// those of the export.
    /// </summary>
    [Parameter]
    [TimeZoneTransformation]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    private protected override void Process()
    {
        var calendar = new ZoneCalendar(TimeZone);
        NamePattern[] models = [.. Model.Select(model => Wildcard.Of(DeepSeekPriceCatalog.PlainName(model)))];
        DateTimeOffset from = After ?? DateTimeOffset.MinValue;
        foreach (string name in Name)
        {
            Attempt(name, () =>
            {
                foreach (AccountName account in FindAccounts(name))
                {
                    (AccountName stored, StoredExport export) = Store.Exports.Read(account, from, Before ?? DateTimeOffset.MaxValue);
                    WriteObject(
                        ExportListing.Of(stored.Text, export)
                            .Where(row => models.Any(pattern => pattern.IsMatch(DeepSeekPriceCatalog.PlainName(row.Model))) && IsAsked(row))
                            .Select(row => row with { From = calendar.ToZone(row.From), To = calendar.ToZone(row.To) }),
                        enumerateCollection: true);
                }
            });
        }
    }

    private bool IsAsked(DeepSeekExport row) =>
        string.IsNullOrEmpty(Currency) || string.Equals(row.Currency, Currency, StringComparison.OrdinalIgnoreCase);
}
