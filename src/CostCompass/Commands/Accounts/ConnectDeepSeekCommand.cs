using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Connects a DeepSeek account and verifies its key. The first Update-CostSnapshot sets the baseline.</summary>
[Cmdlet(VerbsCommunications.Connect, "DeepSeek", SupportsShouldProcess = true, DefaultParameterSetName = EnvironmentSet, HelpUri = HelpPage.Folder + "Connect-DeepSeek.md")]
[OutputType(typeof(CostAccount))]
public sealed class ConnectDeepSeekCommand : ConnectCmdlet
{
    private const string ProviderName = "DeepSeek";

    /// <summary>The name of the account: letters, digits, dots, hyphens or underscores. The default is deepseek.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string Name { get; set; } = "deepseek";

    private protected override void Process() => Attempt(Name, () =>
        Connect(Name, Session.ProvidersWithin(TimeSpan.FromSeconds(TimeoutSec)).Require<IBalanceProvider>(ProviderName)));
}
