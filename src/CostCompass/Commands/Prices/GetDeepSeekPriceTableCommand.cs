using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Tells of which tables the price catalog is made: those that come with CostCompass, and the imported ones over them.</summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekPriceTable", HelpUri = HelpPage.Folder + "Get-DeepSeekPriceTable.md")]
[OutputType(typeof(DeepSeekPriceTable))]
public sealed class GetDeepSeekPriceTableCommand : CostCompassCmdlet
{
    /// <summary>Only tables of this kind.</summary>
    [Parameter(Position = 0)]
    public PriceTableKind? Kind { get; set; }

    private protected override void Process() =>
        WriteObject(Session.PriceTables.Sources.Where(source => Kind is not { } kind || source.Kind == kind), enumerateCollection: true);
}
