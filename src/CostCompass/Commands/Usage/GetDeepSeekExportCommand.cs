using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Lists what imported usage exports tell, day by day and model by model: tokens, requests and what was charged.</summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekExport", HelpUri = HelpPage.Folder + "Get-DeepSeekExport.md")]
[OutputType(typeof(DeepSeekExport))]
public sealed class GetDeepSeekExportCommand : ExportCmdlet
{
    /// <summary>The names of the accounts, with wildcards. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExportAccountCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only models whose names match, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[] Model { get; set; } = ["*"];

    /// <summary>Only costs in this currency: a code of three letters such as USD or CNY.</summary>
    [Parameter]
    [ValidateCurrency]
    [ArgumentCompleter(typeof(CurrencyCompleter))]
    public string? Currency { get; set; }

    /// <summary>Only days that end after this instant.</summary>
    [Parameter]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only days that begin before this instant.</summary>
    [Parameter]
    [Alias("Until")]
    [InstantTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>The time zone in which days are shown, by its IANA or Windows name. The local one by default. The days are those of the export.</summary>
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
