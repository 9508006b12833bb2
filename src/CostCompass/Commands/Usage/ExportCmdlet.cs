using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>A command that reads or removes imported usage exports.</summary>
public abstract class ExportCmdlet : CostCompassCmdlet
{
    /// <summary>The accounts with exports whose names match. A plain name without an export is an error.</summary>
    /// <param name="name">A name or a wildcard pattern.</param>
    /// <exception cref="CostException"><c>NoExport</c>.</exception>
    private protected IReadOnlyList<AccountName> FindAccounts(string name)
    {
        var pattern = Wildcard.Of(name);
        List<AccountName> found = Store.Exports.ReadAccounts().Where(account => pattern.IsMatch(account.Text)).ToList();
        return found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name)
            ? found
            : throw new CostException(
                "NoExport",
                CostErrorKind.NotFound,
                $"Account '{AccountName.Shown(name)}' has no imported usage export.",
                "Download the export from the DeepSeek console and import it with Import-DeepSeekExport.");
    }
}
