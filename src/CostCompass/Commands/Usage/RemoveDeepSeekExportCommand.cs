using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Removes imported usage exports. It removes the rows from the pipeline, or the days of an account that start within a span. Without
/// a span, all days are removed. A day without rows counts as not exported.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "DeepSeekExport", SupportsShouldProcess = true, DefaultParameterSetName = SpanSet, HelpUri = HelpPage.Folder + "Remove-DeepSeekExport.md")]
[OutputType(typeof(void))]
public sealed class RemoveDeepSeekExportCommand : SpanRemovalCmdlet
{
    /// <summary>The names of the accounts. Wildcards are allowed, and Tab completes names.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExportedAccountCompleter))]
    public override string[] Name { get; set; } = [];

    /// <summary>The start of one day, from Get-DeepSeekExport.</summary>
    [Parameter(ParameterSetName = OneSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [InstantTransformation]
    public DateTimeOffset From { get; set; }

    /// <summary>The end of that day, from Get-DeepSeekExport.</summary>
    [Parameter(ParameterSetName = OneSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [InstantTransformation]
    public DateTimeOffset To { get; set; }

    /// <summary>The model to remove from that day.</summary>
    [Parameter(ParameterSetName = OneSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string Model { get; set; } = "";

    private protected override void Process()
    {
        bool isOne = ParameterSetName == OneSet;
        RemoveRows(
            name => ExportReader.FindAccounts(Store, Wildcard.Of(name)),
            account => account.Text,
            "the exported usage",
            isOne ? $"the exported usage of {Model} from {From:u} to {To:u}" : null,
            account => isOne ? Store.Exports.Remove(account, Interval.Between(From, To), Model) : Store.Exports.Remove(account, SpanStart, SpanEnd));
    }
}
