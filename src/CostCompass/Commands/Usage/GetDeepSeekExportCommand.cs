using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Gets the usage that was imported from DeepSeek console exports. It returns one object per day and model, with the requests, the
/// tokens, the cost and the wallets that paid it. The figures are exactly those of the export.
/// </summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekExport", HelpUri = HelpPage.Folder + "Get-DeepSeekExport.md")]
[OutputType(typeof(DeepSeekExport))]
public sealed class GetDeepSeekExportCommand : CostCompassCmdlet, IDynamicParameters
{
    private readonly SpanParameters _spans = new();

    /// <summary>The names of the accounts. Wildcards are allowed. The default is all accounts.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExportedAccountCompleter))]
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

    /// <summary>The usual spans.</summary>
    public object GetDynamicParameters() => _spans;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        (After, Before) = ChooseSpan(_spans, After, Before, new ZoneCalendar(TimeZone), Now);
    }

    private protected override void Process()
    {
        var listing = new ExportReader(Store, new ZoneCalendar(TimeZone))
        {
            Models = [.. Model.Select(model => Wildcard.Of(DeepSeekPriceCatalog.PlainName(model)))],
            Currency = Currency,
            After = After ?? DateTimeOffset.MinValue,
            Before = Before ?? DateTimeOffset.MaxValue,
        };
        ForEach(Name, name =>
        {
            foreach (AccountName account in ExportReader.FindAccounts(Store, Wildcard.Of(name)))
            {
                WriteObject(listing.Read(account), enumerateCollection: true);
            }
        });
    }
}
