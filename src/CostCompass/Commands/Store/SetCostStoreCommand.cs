using System.Management.Automation;
using System.Security;
using CostCompass.Storage.Relational;

namespace CostCompass.Commands;

/// <summary>
/// Chooses the store of this session: one on a server of PostgreSQL that a team shares, or the file of this machine. The tables are made
/// when they are not there. API keys stay on each machine.
/// </summary>
[Cmdlet(VerbsCommon.Set, "CostStore", SupportsShouldProcess = true, DefaultParameterSetName = ServerSet, HelpUri = HelpPage.Folder + "Set-CostStore.md")]
[OutputType(typeof(CostStore))]
public sealed class SetCostStoreCommand : CostCompassCmdlet
{
    private const string ServerSet = "Server";
    private const string LocalSet = "Local";

    /// <summary>
    /// Where the server is and who you are, such as Host=db.example.com;Database=costs;Username=ann;Password=... It holds for this session
    /// and is written nowhere.
    /// </summary>
    [Parameter(ParameterSetName = ServerSet, Position = 0, Mandatory = true)]
    [SecretTransformation]
    public SecureString ConnectionString { get; set; } = new();

    /// <summary>Use the file of this machine, whatever COSTCOMPASS_STORE says.</summary>
    [Parameter(ParameterSetName = LocalSet, Mandatory = true)]
    public SwitchParameter Local { get; set; }

    private protected override void Process() => Attempt(null, () =>
    {
        string? server = Local ? null : StorePlace.Text(ConnectionString);
        RelationalCostStore store = StorePlace.Open(server, StoreFolder.Current);
        if (!ShouldProcess(store.Care.Path, "Use the store for this session"))
        {
            return;
        }

        if (server is null)
        {
            Session.StorePlace.ChooseFile();
        }
        else
        {
            // A server that cannot be reached, or does not let this user in, is not chosen.
            store.Make();
            Session.StorePlace.ChooseServer(server);
        }

        Session.Renew();
        WriteObject(Store.ReadStatus());
    });
}
