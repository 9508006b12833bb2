using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Connects a DeepSeek account: verifies its key with one call and remembers where the key is. A key that is given is sealed
/// in the vault. No snapshot is taken: the first Update-CostSnapshot is the baseline.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "DeepSeek", SupportsShouldProcess = true, DefaultParameterSetName = EnvironmentSet, HelpUri = HelpPage.Folder + "Connect-DeepSeek.md")]
[OutputType(typeof(CostAccount))]
public sealed class ConnectDeepSeekCommand : ConnectCmdlet
{
    private const string ProviderName = "DeepSeek";

    /// <summary>The account's name: letters, digits, dots, hyphens, underscores. 'deepseek' by default.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string Name { get; set; } = "deepseek";

    private protected override void Process() => Attempt(Name, () =>
        Connect(Name, Session.ProvidersWithin(TimeSpan.FromSeconds(TimeoutSec)).Require<IBalanceProvider>(ProviderName)));
}
