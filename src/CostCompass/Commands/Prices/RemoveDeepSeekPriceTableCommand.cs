using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Removes imported price tables. After the removal, the next older table applies again: an earlier import or the built-in table. You
/// can't remove a table that another table needs, such as the prices of a model that a name is billed as.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "DeepSeekPriceTable", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Remove-DeepSeekPriceTable.md")]
[OutputType(typeof(void))]
public sealed class RemoveDeepSeekPriceTableCommand : CostCompassCmdlet
{
    /// <summary>The numbers of the tables, from Get-DeepSeekPriceTable.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public long[] Version { get; set; } = [];

    private protected override void Process() => RemoveEach(
        Version.Select(version => version.ToString(CultureInfo.InvariantCulture)),
        Find,
        table => string.Create(CultureInfo.InvariantCulture, $"{table.Text.Name} ({table.Text.Kind}, {table.Version})"),
        "Remove the price table",
        table => Store.PriceTables.Remove(table.Version));

    private StoredPriceTable[] Find(string number)
    {
        IReadOnlyList<StoredPriceTable> stored = Store.PriceTables.Read();
        StoredPriceTable table = stored.FirstOrDefault(one => one.Version.ToString(CultureInfo.InvariantCulture) == number) ?? throw (number == "0"
            ? PriceErrors.PriceTableBuiltIn()
            : PriceErrors.PriceTableNotFound(number));

        // A table may need another one: the prices of a model that a name is billed as.
        _ = SessionPrices.WithImported(stored.Where(one => one != table)).ToCatalog();
        return [table];
    }
}
