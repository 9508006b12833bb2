using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Imports accounts from the settings of OpenUsage. The keys stay in their environment variables. The providers aren't queried.
/// </summary>
[Cmdlet(VerbsData.Import, "CostAccount", SupportsShouldProcess = true, DefaultParameterSetName = UsualSet, HelpUri = HelpPage.Folder + "Import-CostAccount.md")]
[OutputType(typeof(CostAccount))]
public sealed class ImportCostAccountCommand : FileReadingCmdlet
{
    private const string UsualSet = "Usual";

    private OpenUsageImport? _import;

    /// <summary>
    /// Replaces existing accounts that have the same name and other settings, and imports accounts whose variable or address isn't
    /// the provider's own without prompting. A warning shows each of them. The history is kept. A key of a replaced account is
    /// removed from the vault.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string Action => "Import the accounts";

    private protected override IReadOnlyList<string> UsualPaths => [OpenUsageSettings.DefaultPath];

    private protected override bool MayTakeIn(string file) => true;

    private protected override void TakeIn(string file)
    {
        _import ??= new OpenUsageImport(Session)
        {
            Force = Force,
            MayImport = ShouldProcess,
            IsAgreed = IsAgreed,
            Warn = WriteWarning,
        };
        foreach (OpenUsageAccount entry in Reading(file, stream => OpenUsageSettings.Read(stream, file)))
        {
            string target = entry.Id ?? string.Create(CultureInfo.InvariantCulture, $"account {entry.Number}");
            Attempt(target, () =>
            {
                _ = Store;
                if (_import.Import(entry, file) is { } account)
                {
                    WriteObject(account);
                }
            });
        }
    }
}
