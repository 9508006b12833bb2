using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Imports billed costs from CSV files, for providers without a cost API. A file replaces all costs that were known for its span. It
/// is imported completely or not at all.
/// </summary>
[Cmdlet(VerbsData.Import, "CostRecord", SupportsShouldProcess = true, DefaultParameterSetName = PathSet, HelpUri = HelpPage.Folder + "Import-CostRecord.md")]
[OutputType(typeof(CostRecordImport))]
public sealed class ImportCostRecordCommand : FileReadingCmdlet
{
    /// <summary>
    /// The account of all rows. The default is the account in each row. Without one, each provider has one account, named after the provider in lower case, with a hyphen for
    /// each character that an account name can't contain.
    /// </summary>
    [Parameter]
    [Alias("Account")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The provider of all rows. It overrides the provider in the file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderNameCompleter))]
    public string? Provider { get; set; }

    private protected override string Action => "Import the costs";

    private protected override void TakeIn(string file)
    {
        string? account = Name is null ? null : AccountName.Require(Name).Text;
        string? provider = Provider is null ? null : DisplayName.Require(Provider);
        List<CostRecordRow> rows = Reading(file, stream => CostRecordImporter.Read(stream, file, account, provider, StopToken));
        if (rows.Count == 0)
        {
            WriteWarning($"The file '{file}' contains no costs.");
            return;
        }

        foreach (CostRecordImport taken in new CostRecordImporter(Store, Session.Providers, Now, WriteWarning).Import(file, rows))
        {
            WriteObject(taken);
        }
    }
}
