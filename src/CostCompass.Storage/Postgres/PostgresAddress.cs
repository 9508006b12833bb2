using System.Data.Common;
using System.Net;
using System.Text.RegularExpressions;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>Where a store on a server is, and how it is reached. What is shown of it never holds the password.</summary>
internal sealed partial class PostgresAddress
{
    private const string DefaultSchema = "costcompass";
    private const int CommandTimeoutSeconds = 300;
    private const int HostRecheckSeconds = 1;
    private const int LockTimeoutSeconds = 60;
    private const int HighestPort = 65_535;

    // What reads row by row and writes meanwhile, or reads something else, has two.
    private const int FewestConnections = 2;

    // Methods that tell nobody the password, or need none. With a password in clear or as MD5 whoever has taken the server's port could log in.
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

    /// <summary>Host and database, for people.</summary>
    public string Shown { get; }

    /// <summary>The schema that holds the tables.</summary>
    public string Schema { get; }

    /// <summary>With the password: never to be shown.</summary>
    public string ConnectionString { get; }

    /// <summary>Reads a connection string.</summary>
    /// <param name="text">Keys and values, as Npgsql takes them.</param>
    /// <exception cref="CostException"><c>InvalidConnectionString</c>, <c>StoreTlsRequired</c>. The text is not repeated.</exception>
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
            // What it says may hold a part of the text.
            throw Invalid("it cannot be read as keys and values, or names a key that there is not");
        }

        string? missing = string.IsNullOrWhiteSpace(builder.Host) ? "Host" : string.IsNullOrWhiteSpace(builder.Database) ? "Database" : null;
        if (missing is not null)
        {
            throw Invalid($"it names no {missing}");
        }

        if (Ports(builder).Any(port => port is < 1 or > HighestPort))
        {
            throw Invalid("a port of it is not between 1 and 65535");
        }

        if (builder.MaxPoolSize < FewestConnections || builder.MaxPoolSize < builder.MinPoolSize)
        {
            throw Invalid("its Maximum Pool Size is below 2, or below its Minimum Pool Size, and a session needs two connections at once");
        }

        bool isLocal = Hosts(builder).All(IsThisMachine);
        if (!isLocal && WithoutTls.Contains(builder.SslMode))
        {
            builder.SslMode = Names(given, "sslmode")
                ? throw TlsRequired(builder.SslMode)
                : SslMode.VerifyFull;
        }

        if (!Verified.Contains(builder.SslMode))
        {
            builder.RequireAuth = SafeMethods;
        }

        string schema = string.IsNullOrWhiteSpace(builder.SearchPath) ? DefaultSchema : builder.SearchPath.Trim();
        if (!SchemaName().IsMatch(schema))
        {
            throw Invalid("its Search Path is not the name of one schema in small letters, digits and underscores");
        }

        builder.SearchPath = schema;
        builder.ApplicationName ??= "CostCompass";
        builder.Enlist = false;
        builder.IncludeErrorDetail = false;
        builder.PersistSecurityInfo = false;
        if (builder.Options?.Contains("lock_timeout", StringComparison.OrdinalIgnoreCase) != true)
        {
            // Who may write can lock, and must not be able to stop everybody else for as long as a command may take.
            builder.Options = $"{builder.Options} -c lock_timeout={LockTimeoutSeconds}s".TrimStart();
        }

        builder.CommandTimeout = Names(given, "commandtimeout") ? builder.CommandTimeout : CommandTimeoutSeconds;
        if (Hosts(builder).Count > 1)
        {
            // Of several servers the one that takes writes: the others are its copies.
            builder.TargetSessionAttributes = string.IsNullOrEmpty(builder.TargetSessionAttributes) ? "read-write" : builder.TargetSessionAttributes;

            // A copy that takes over is to be found soon, not after the ten seconds for which it is usually remembered as one that does not.
            builder.HostRecheckSeconds = Names(given, "hostrecheckseconds") ? builder.HostRecheckSeconds : HostRecheckSeconds;
        }

        return new PostgresAddress(builder, schema);
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

    // A socket is a path; what is on loopback never leaves the machine.
    private static bool IsThisMachine(string host)
    {
        string name = Port().Replace(host, "").Trim('[', ']');
        return host.StartsWith('/') || host.StartsWith('@')
            || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out IPAddress? address) && IPAddress.IsLoopback(address));
    }

    private static CostException Invalid(string why) => new(
        "InvalidConnectionString",
        CostErrorKind.InvalidInput,
        $"The connection string cannot be used: {why}.",
        "Give keys and values such as 'Host=db.example.com;Database=costs;Username=me;Password=...'. It is not shown, since it may hold a password.");

    private static CostException TlsRequired(SslMode mode) => new(
        "StoreTlsRequired",
        CostErrorKind.InvalidInput,
        $"The connection string allows a connection without TLS to another machine (SSL Mode={mode}).",
        "Leave SSL Mode out, which means VerifyFull, and name the certificate of your own authority with Root Certificate.");

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaName();

    // The port after a name, an IPv4 address, or an IPv6 address in brackets.
    [GeneratedRegex(@"(?<=^[^:]+|\]):\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex Port();
}
