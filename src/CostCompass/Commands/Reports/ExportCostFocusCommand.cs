using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Exports daily spend to a CSV file in the FOCUS 1.2 format, with the quality of each figure. Subscriptions are purchases on the days of their
/// charges.
/// </summary>
[Cmdlet(VerbsData.Export, "CostFocus", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Export-CostFocus.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportCostFocusCommand : HistoryExportCmdlet
{
    private readonly List<Subscription> _subscriptions = [];
    private IReadOnlyList<Subscription>? _stored;

    /// <summary>The names of accounts and subscriptions. Wildcards are allowed. The default is all of them.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CostNameCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>Exports only accounts of this provider. Wildcards are allowed. Subscriptions don't have a provider, so they aren't exported.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderNameCompleter))]
    public string? Provider { get; set; }

    /// <summary>Exports the spend as it was known at this time. The default is the current time.</summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    private protected override string Action => "Write the charges";

    private protected override void Process()
    {
        _stored ??= Store.Subscriptions.Read();
        Series.AddRange(FindSeries(Provider, name => _stored.Any(one => DisplayName.Comparer.Equals(one.Name, name))));
        if (Provider is null)
        {
            _subscriptions.AddRange(_stored.Where(IsAsked));
        }
    }

    private bool IsAsked(Subscription subscription) =>
        (Name is null || Name.Any(name => Wildcard.Of(name).IsMatch(subscription.Name)))
        && (string.IsNullOrEmpty(Currency) || string.Equals(subscription.Currency, Currency, StringComparison.OrdinalIgnoreCase));

    private protected override void Write(TextWriter text)
    {
        var export = new FocusExport(Store, After ?? DateTimeOffset.MinValue, Before ?? DateTimeOffset.MaxValue, AsOf ?? Now);
        export.Write(text, Series, _subscriptions, StopToken);
    }
}
