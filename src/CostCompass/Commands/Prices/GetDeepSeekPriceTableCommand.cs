using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Gets the tables of the price catalog. The built-in tables have Version 0. Imported tables override them.</summary>
[Cmdlet(VerbsCommon.Get, "DeepSeekPriceTable", HelpUri = HelpPage.Folder + "Get-DeepSeekPriceTable.md")]
[OutputType(typeof(DeepSeekPriceTable))]
public sealed class GetDeepSeekPriceTableCommand : CostCompassCmdlet
{
    /// <summary>Returns only tables of this kind: Price, Band, Name, Holiday or Use.</summary>
    [Parameter(Position = 0)]
    public PriceTableKind? Kind { get; set; }

    private protected override void Process() =>
        WriteObject(Session.PriceTables.Sources.Where(source => Kind is not { } kind || source.Kind == kind), enumerateCollection: true);
}
