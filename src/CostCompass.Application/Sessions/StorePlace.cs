using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CostCompass.Storage.Postgres;
using CostCompass.Storage.Sqlite;

namespace CostCompass.Application;

/// <summary>
/// The location of the store: the server chosen in this session, otherwise the one in <c>COSTCOMPASS_STORE</c>, otherwise the file on
/// this computer. The choice ends with the session: a connection string may contain a password and is never saved.
/// </summary>
public sealed partial class StorePlace
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

    /// <summary>Whether a text is a connection string or the address of a database, and not a path. It may contain a password.</summary>
    /// <param name="text">The text.</param>
    public static bool IsConnectionString(string text) => Setting().IsMatch(text) || DatabaseAddress().IsMatch(text);

    /// <summary>A text without the passwords of connection strings that were specified as a path or a name.</summary>
    /// <param name="text">The text.</param>
    public static string WithoutPasswords(string text) => DatabaseAddress().Replace(Password().Replace(text, "$1(not shown)"), "$1(not shown)@");

    [GeneratedRegex(@"(?:^|[;/\\])\s*(?:host|server|data ?source|user ?name|user ?id|user|uid|database|db|port|password|pwd|psw)\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Setting();

    // Everything up to the next setting: a password can contain spaces and quotation marks.
    [GeneratedRegex(@"((?:password|pwd|psw)\s*=\s*)(?:""(?:[^""]|"""")*""|'(?:[^']|'')*'|[^;]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Password();

    [GeneratedRegex(@"(postgres(?:ql)?:/{1,2})[^@/\s]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DatabaseAddress();

    // In a separate method, so that the database library is loaded only if a server is used.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PostgresCostStore OnServer(string server, string folder) => new(server, folder);
}
