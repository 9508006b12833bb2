using System.Management.Automation;
using CostCompass.Accounts;
using CostCompass.Errors;

namespace CostCompass.Commands;

/// <summary>A command that reads or removes imported usage exports.</summary>
public abstract class ExportCmdlet : CostCompassCmdlet
{
    /// <summary>The accounts with exports whose names match. A plain name without an export is an error.</summary>
    /// <param name="name">A name or a wildcard pattern.</param>
    /// <exception cref="CostException"><c>NoExport</c>.</exception>
    private protected IReadOnlyList<string> FindAccounts(string name)
    {
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
        List<string> found = Store.Exports.ReadAccounts().Where(pattern.IsMatch).ToList();
        return found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name)
            ? found
            : throw new CostException(
                "NoExport",
                CostErrorKind.NotFound,
                $"No usage export of '{AccountName.Shown(name)}' was imported.",
                "Download the export from DeepSeek's console and run Import-DeepSeekUsage.");
    }
}
