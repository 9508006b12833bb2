using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Gets DeepSeek prices per 1,000,000 tokens and charges per use. With -At it returns the one price that applies at that time,
/// otherwise the current price list. With -PerUse it returns the charges per use.
/// </summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekPrice", DefaultParameterSetName = InstantSet, HelpUri = HelpPage.Folder + "Get-DeepSeekPrice.md")]
[OutputType(typeof(DeepSeekPrice), ParameterSetName = [InstantSet, AllSet])]
[OutputType(typeof(DeepSeekUsePrice), ParameterSetName = [UseSet, AllUseSet])]
public sealed class GetDeepSeekPriceCommand : CostCompassCmdlet
{
    private const string InstantSet = "Instant";
    private const string AllSet = "All";
    private const string UseSet = "PerUse";
    private const string AllUseSet = "AllPerUse";

    /// <summary>
    /// The names of the models. Wildcards are allowed, and Tab completes names. For a name that is billed as another model, the price
    /// of that model is returned. Wildcards match the models that are billed.
    /// </summary>
    [Parameter(ParameterSetName = InstantSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = AllSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[] Model { get; set; } = ["*"];

    /// <summary>The price list: USD or CNY. The default is both.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidatePriceList]
    [ArgumentCompleter(typeof(PriceListCompleter))]
    public string[] Currency { get; set; } = ["USD", "CNY"];

    /// <summary>
    /// The time at which the call is complete, with any offset. Returns the one price that applies to it or, with -PerUse, the
    /// charges in effect at that time.
    /// </summary>
    [Parameter(ParameterSetName = InstantSet)]
    [Parameter(ParameterSetName = UseSet)]
    [InstantTransformation]
    public DateTimeOffset? At { get; set; }

    /// <summary>Returns every known price, with the period in which it was in effect.</summary>
    [Parameter(ParameterSetName = AllSet, Mandatory = true)]
    [Parameter(ParameterSetName = AllUseSet, Mandatory = true)]
    public SwitchParameter All { get; set; }

    /// <summary>Returns the charges per use, such as web searches and pages of files, instead of model prices.</summary>
    [Parameter(ParameterSetName = UseSet, Mandatory = true)]
    [Parameter(ParameterSetName = AllUseSet, Mandatory = true)]
    public SwitchParameter PerUse { get; set; }

    private protected override void Process()
    {
        var reader = new PriceReader(Session.Prices, Now) { Currencies = Currency, At = At, All = All, Warn = WriteWarning };
        if (PerUse)
        {
            Attempt("*", () => WriteObject(reader.ReadPerUse(), enumerateCollection: true));
            return;
        }

        ForEach(Model.Select(DeepSeekPriceCatalog.PlainName), model => WriteObject(reader.Read(Wildcard.Of(model)), enumerateCollection: true));
    }
}
