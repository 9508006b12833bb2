using System.Management.Automation;
using System.Security;

namespace CostCompass.Commands;

/// <summary>
/// Selects the store of this session: a shared server or the local file. The tables are created or upgraded first. API keys stay on
/// each computer.
/// </summary>
[Cmdlet(VerbsCommon.Set, "CostStore", SupportsShouldProcess = true, DefaultParameterSetName = ServerSet, HelpUri = HelpPage.Folder + "Set-CostStore.md")]
[OutputType(typeof(CostStore))]
public sealed class SetCostStoreCommand : CostCompassCmdlet
{
    private const string ServerSet = "Server";
    private const string LocalSet = "Local";

    /// <summary>
    /// A connection string for Npgsql, such as Host=db.example.com;Database=costs;Username=ann;Password=... Separate several hosts
    /// with commas; the host that accepts writes is used. Search Path specifies a schema other than costcompass.
    /// </summary>
    [Parameter(ParameterSetName = ServerSet, Position = 0, Mandatory = true)]
    [SecretTransformation]
    public SecureString ConnectionString { get; set; } = new();

    /// <summary>Uses the local file, regardless of COSTCOMPASS_STORE.</summary>
    [Parameter(ParameterSetName = LocalSet, Mandatory = true)]
    public SwitchParameter Local { get; set; }

    private protected override void Process() => Attempt(null, () =>
    {
        string? server = Local ? null : StorePlace.Text(ConnectionString);
        SqlCostStore store = StorePlace.Open(server, StoreFolder.Current);
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
            // A server that can't be reached or denies access isn't selected.
            store.Make();
            Session.StorePlace.ChooseServer(server);
        }

        Session.Renew();
        WriteObject(Store.ReadStatus());
    });
}
