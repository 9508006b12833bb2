using System.Data.Common;
using System.Net;
using System.Text.RegularExpressions;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>The address of a store on a server. Its displayed text never contains the password.</summary>
internal sealed partial class PostgresAddress
{
    private const string DefaultSchema = "costcompass";
    private const int CommandTimeoutSeconds = 300;
    private const int HostRecheckSeconds = 1;
    private const int LockTimeoutSeconds = 60;
    private const int HighestPort = 65_535;

    // A command that reads row by row and writes or reads something else in the meantime needs two connections.
    private const int FewestConnections = 2;

    // Authentication methods that don't reveal the password, or don't need one. With an unencrypted or MD5 password, anyone who took over the server's port could log in.
    private const string SafeMethods = "ScramSHA256,GSS,SSPI,None";

    private static readonly SslMode[] Verified = [SslMode.VerifyCA, SslMode.VerifyFull];
    private static readonly SslMode[] WithoutTls = [SslMode.Disable, SslMode.Allow, SslMode.Prefer];

    private PostgresAddress(NpgsqlConnectionStringBuilder builder, string schema)
    {
        Schema = schema;
        ConnectionString = builder.ToString();
        string host = string.Join(',', Hosts(builder).Select(host => host.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(host, out _) ? $"[{host}]" : host));
        string port = host.Contains(':', StringComparison.Ordinal) || host.StartsWith('/') || builder.Port == NpgsqlConnection.DefaultPort
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $":{builder.Port}");
        Shown = $"{host}{port}/{builder.Database}{(schema == DefaultSchema ? "" : $" ({schema})")}";
    }

    /// <summary>Host and database, for display.</summary>
    public string Shown { get; }

    /// <summary>The schema of the tables.</summary>
    public string Schema { get; }

    /// <summary>With the password. Never show it.</summary>
    public string ConnectionString { get; }

    /// <summary>Parses a connection string.</summary>
    /// <param name="text">Keys and values, as Npgsql takes them.</param>
    /// <exception cref="CostException"><c>InvalidConnectionString</c>, <c>StoreTlsRequired</c>. The text isn't repeated.</exception>
    public static PostgresAddress Parse(string text)
    {
        NpgsqlConnectionStringBuilder builder;
        DbConnectionStringBuilder given;
        try
        {
            given = new DbConnectionStringBuilder { ConnectionString = text };
            builder = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            // The message may contain part of the text.
            throw ServerErrors.InvalidConnectionString("it isn't a list of keys and values, or it contains an unknown key");
        }

        RequireServer(builder);
        bool isLocal = Hosts(builder).All(IsThisMachine);
        if (!isLocal && WithoutTls.Contains(builder.SslMode))
        {
            builder.SslMode = Names(given, "sslmode")
                ? throw ServerErrors.StoreTlsRequired(builder.SslMode)
                : SslMode.VerifyFull;
        }

        if (!Verified.Contains(builder.SslMode))
        {
            builder.RequireAuth = SafeMethods;
        }

        string schema = string.IsNullOrWhiteSpace(builder.SearchPath) ? DefaultSchema : builder.SearchPath.Trim();
        if (!SchemaName().IsMatch(schema))
        {
            throw ServerErrors.InvalidConnectionString(
                "Search Path must be the name of one schema in lowercase letters, digits and underscores");
        }

        builder.SearchPath = schema;
        builder.ApplicationName ??= "CostCompass";
        builder.Enlist = false;
        builder.IncludeErrorDetail = false;
        builder.PersistSecurityInfo = false;
        if (builder.Options?.Contains("lock_timeout", StringComparison.OrdinalIgnoreCase) != true)
        {
            // A user who can write can also lock, and must not block other users for as long as a command can run.
            builder.Options = $"{builder.Options} -c lock_timeout={LockTimeoutSeconds}s".TrimStart();
        }

        builder.CommandTimeout = Names(given, "commandtimeout") ? builder.CommandTimeout : CommandTimeoutSeconds;
        if (Hosts(builder).Count > 1)
        {
            // Of several servers, the one that accepts writes. The others are its replicas.
            builder.TargetSessionAttributes = string.IsNullOrEmpty(builder.TargetSessionAttributes) ? "read-write" : builder.TargetSessionAttributes;

            // A replica that takes over must be found soon, and not after the ten seconds for which its previous state is usually remembered.
            builder.HostRecheckSeconds = Names(given, "hostrecheckseconds") ? builder.HostRecheckSeconds : HostRecheckSeconds;
        }

        return new PostgresAddress(builder, schema);
    }

    // Whether the address contains a server and a database, and allows enough connections.
    private static void RequireServer(NpgsqlConnectionStringBuilder builder)
    {
        string? missing = string.IsNullOrWhiteSpace(builder.Host) ? "Host" : string.IsNullOrWhiteSpace(builder.Database) ? "Database" : null;
        if (missing is not null)
        {
            throw ServerErrors.InvalidConnectionString($"{missing} is missing");
        }

        if (Ports(builder).Any(port => port is < 1 or > HighestPort))
        {
            throw ServerErrors.InvalidConnectionString("a port must be between 1 and 65535");
        }

        if (builder.MaxPoolSize < FewestConnections || builder.MaxPoolSize < builder.MinPoolSize)
        {
            throw ServerErrors.InvalidConnectionString(
                "Maximum Pool Size must be at least 2 and at least Minimum Pool Size, because a session needs two connections");
        }
    }

    // Keys are written with spaces or without.
    private static bool Names(DbConnectionStringBuilder given, string key) =>
        given.Keys!.Cast<string>().Any(one => one.Replace(" ", "", StringComparison.Ordinal).Equals(key, StringComparison.OrdinalIgnoreCase));

    private static List<string> Hosts(NpgsqlConnectionStringBuilder builder) =>
        [.. builder.Host!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static IEnumerable<int> Ports(NpgsqlConnectionStringBuilder builder) =>
        Hosts(builder).Select(host => Port().Match(host)).Where(match => match.Success)
            .Select(match => int.TryParse(match.ValueSpan[1..], NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : int.MaxValue)
            .Append(builder.Port);

    // A socket is a path. Loopback traffic never leaves the computer.
    private static bool IsThisMachine(string host)
    {
        string name = Port().Replace(host, "").Trim('[', ']');
        return host.StartsWith('/') || host.StartsWith('@')
            || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out IPAddress? address) && IPAddress.IsLoopback(address));
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaName();

    // The port after a name, an IPv4 address, or an IPv6 address in brackets.
    [GeneratedRegex(@"(?<=^[^:]+|\]):\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex Port();
}
