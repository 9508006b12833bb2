using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Imports a usage export of the DeepSeek console, or saved answers of its pages, with costs per day and model, top-ups and grants. A file is imported completely or not at all, and
/// importing it again changes nothing.
/// </summary>
[Cmdlet(VerbsData.Import, "DeepSeekExport", SupportsShouldProcess = true, DefaultParameterSetName = PathSet, HelpUri = HelpPage.Folder + "Import-DeepSeekExport.md")]
[OutputType(typeof(DeepSeekExportImport))]
public sealed class ImportDeepSeekExportCommand : FileReadingCmdlet
{
    /// <summary>
    /// The account that the export belongs to. The default is the only DeepSeek account. If there is none or more than one, the
    /// default is deepseek.
    /// </summary>
    [Parameter]
    [Alias("Account")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? Name { get; set; }

    private protected override string Action => "Import the usage export";

    private protected override void TakeIn(string file)
    {
        string account = AccountName.Require(Name ?? DefaultAccount()).Text;
        UsageExport export = Directory.Exists(file) ? ReadFolder(file) : Reading(file, stream => UsageExportReader.Read(stream, file, StopToken));
        ExportReplacement done = export.Rows == 0 && export.Events.Count > 0 ? default : Store.Exports.Import(account, export, Now);
        int added = export.Events.Count == 0 ? 0 : new ExportEvents(Store, Now, WriteWarning).Record(account, export.Events);
        if (export.SkippedEvents > 0)
        {
            WriteWarning($"Skipped {export.SkippedEvents} payments or grants in '{file}', because they weren't completed or have no time.");
        }

        Interval[] days = [.. export.Amounts.Select(row => row.Interval).Concat(export.Costs.Select(row => row.Interval)).Distinct()];
        string[] unknown = [.. export.Amounts.Select(row => row.Type).Where(type => !ExportedType.IsKnown(type)).Distinct().Order(StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            WriteWarning($"The export of '{account}' contains usage types that this version of CostCompass doesn't know, and that were imported unchanged: {string.Join(", ", unknown)}.");
        }

        if (done.Lowered > 0)
        {
            WriteWarning($"On {done.Lowered} days, the figures in this file are lower than those of the export that it replaces. If this file is older, import the newer one again.");
        }

        WriteObject(new DeepSeekExportImport
        {
            Account = account,
            Path = file,
            Rows = export.Rows,
            Stored = export.Amounts.Count + export.Costs.Count,
            Replaced = done.Replaced,
            Days = days.Length,
            Lowered = done.Lowered,
            From = days.Length == 0 ? null : days.Min(day => day.From).ToLocalTime(),
            To = days.Length == 0 ? null : days.Max(day => day.To).ToLocalTime(),
            Models = [.. export.Amounts.Select(row => row.Model).Concat(export.Costs.Select(row => row.Model)).Distinct().Order(StringComparer.Ordinal)],
            Cost = [.. export.Costs.GroupBy(row => row.Currency).OrderBy(rows => rows.Key, StringComparer.Ordinal).Select(rows => new CurrencyCost(rows.Key, rows.Sum(row => row.Cost)))],
            Events = export.Events.Count,
            EventsAdded = added,
            UnknownTypes = unknown,
        });
    }

    private UsageExport ReadFolder(string folder) => ReadingFrom(folder, () => UsageExportReader.ReadFolder(
        folder,
        (file, read) => Reading(file, stream =>
        {
            read(stream);
            return true;
        }),
        StopToken));

    private string DefaultAccount()
    {
        List<CostAccount> accounts = new AccountDirectory(Session).ReadAll()
            .Where(account => CostProvider.NameComparer.Equals(account.Provider, "DeepSeek"))
            .ToList();
        return accounts.Count == 1 ? accounts[0].Name : "deepseek";
    }
}
