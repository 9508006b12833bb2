using System.Runtime.CompilerServices;
using CostCompass.Storage.Postgres;
using CostCompass.Storage.Sqlite;

namespace CostCompass.Application;

/// <summary>
/// The location of the store: the server chosen in this session, otherwise the one in <c>COSTCOMPASS_STORE</c>, otherwise the file on
/// this computer. The choice ends with the session: a connection string may contain a password and is never saved.
/// </summary>
public sealed class StorePlace
{
    /// <summary>The environment variable with a connection string.</summary>
    public const string Variable = "COSTCOMPASS_STORE";

    private bool _isChosen;
    private string? _chosen;

    /// <summary>The current connection string, or null for the file on this computer. It may contain a password.</summary>
    public string? Server
    {
        get
        {
            string? server = _isChosen ? _chosen : Environment.GetEnvironmentVariable(Variable);
            return string.IsNullOrWhiteSpace(server) ? null : server;
        }
    }

    /// <summary>Chooses a server for this session.</summary>
    /// <param name="connectionString">The connection string.</param>
    public void ChooseServer(string connectionString) => (_isChosen, _chosen) = (true, connectionString);

    /// <summary>Chooses the file on this computer for this session, even if the environment names a server.</summary>
    public void ChooseFile() => (_isChosen, _chosen) = (true, null);

    /// <summary>Creates an object for a store. Nothing is opened or created in the store.</summary>
    /// <param name="server">A connection string, or null for the file.</param>
    /// <param name="folder">The folder of the file, and of data that is never stored on a server.</param>
    /// <exception cref="Errors.CostException"><c>InvalidConnectionString</c>, <c>StoreTlsRequired</c>.</exception>
    public static SqlCostStore Open(string? server, string folder) => server is null ? new SqliteCostStore(folder) : OnServer(server, folder);

    /// <summary>The text of a connection string, for the duration of the session, because the database library requires a string.</summary>
    /// <param name="secret">The connection string.</param>
    public static string Text(System.Security.SecureString secret)
    {
        using SecretText text = SecretText.FromSecureString(secret);
        return new string(text.Span);
    }

    // In a separate method, so that the database library is loaded only if a server is used.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PostgresCostStore OnServer(string server, string folder) => new(server, folder);
}
