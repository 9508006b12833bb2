using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Imports price tables that override the built-in prices. All files of one call are checked together with the tables that they
/// override. They are imported completely or not at all.
/// </summary>
[Cmdlet(VerbsData.Import, "DeepSeekPrice", SupportsShouldProcess = true, DefaultParameterSetName = PathSet, HelpUri = HelpPage.Folder + "Import-DeepSeekPrice.md")]
[OutputType(typeof(DeepSeekPriceTable))]
public sealed class ImportDeepSeekPriceCommand : FileReadingCmdlet
{
    private readonly List<PriceTableText> _tables = [];
    private bool _isIncomplete;

    private protected override string Action => "Import the price table";

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_tables.Count > 0)
        {
            Attempt(string.Join(", ", _tables.Select(table => table.Name)), Import);
        }
    }

    private protected override void TakeIn(string file)
    {
        _isIncomplete = true;
        _tables.Add(PriceTableText.Recognize(System.IO.Path.GetFileName(file), Reading(file, stream => Text(file, stream))));
        _isIncomplete = false;
    }

    private static string Text(string file, FileStream stream)
    {
        using var reader = new StreamReader(stream);
        var buffer = new char[PriceTableText.MaximumLength + 1];
        int length = reader.ReadBlock(buffer);
        return length <= PriceTableText.MaximumLength
            ? new string(buffer, 0, length)
            : throw PriceErrors.PriceFileTooLong(file);
    }

    private void Import()
    {
        if (_isIncomplete)
        {
            throw PriceErrors.PriceImportIncomplete();
        }

        // Checked in combination, before anything is written.
        PriceTables checkedTables = _tables.Aggregate(Session.PriceTables, (below, table) => below.With(table, long.MaxValue, Now));
        _ = checkedTables.ToCatalog();
        IReadOnlyList<StoredPriceTable> stored = Store.PriceTables.Add(_tables, Now);
        var numbers = stored.Select(table => table.Version).ToHashSet();
        WriteObject(Session.PriceTables.Sources.Where(source => numbers.Contains(source.Version)), enumerateCollection: true);
    }
}
