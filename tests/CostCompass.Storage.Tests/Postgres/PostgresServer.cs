using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CostCompass.Storage.Tests.Postgres;

/// <summary>
/// A real server of PostgreSQL in a folder that is thrown away. It ends with the process that started it, however that ends. Root may not run
/// one: then it runs as another user.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    // After a kill it first recovers, which takes long beside other servers.
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    public const string User = "costcompass";
    public const string Password = "made-up-for-tests-1";

    private const string OtherUser = "65534";

    private static readonly string? _programs = FindPrograms();
    private static readonly Lazy<PostgresServer> _shared = new(() => UntilTheEnd(new PostgresServer()));
    private static readonly Lazy<PostgresServer> _disturbed = new(() => UntilTheEnd(new PostgresServer()));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("costcompass-pg-");
    private readonly string[] _settings;
    private Process? _process;

    /// <param name="isDurable">Whether what is committed is to survive that the server is killed.</param>
    /// <param name="settings">Further settings, as <c>name=value</c>.</param>
    public PostgresServer(bool isDurable = false, params string[] settings)
        : this(Make, isDurable, settings) => Start();

    // Without fsync only a fall of the whole machine loses what was committed.
    private PostgresServer(Action<PostgresServer> make, bool isDurable, string[] settings)
    {
        _settings = ["max_connections=250", "shared_buffers=64MB", $"fsync={(isDurable ? "on" : "off")}", .. settings];
        Port = FreePort();
        GiveAway();
        make(this);
    }

    /// <summary>The server that the tests of this process share.</summary>
    public static PostgresServer Shared => _shared.Value;

    /// <summary>Another one, whose connections are ended by the tests that use it.</summary>
    public static PostgresServer Disturbed => _disturbed.Value;

    /// <summary>Why there is no server; null when its programs are there.</summary>
    public static string? WhyMissing => _programs is null
        ? "The programs of PostgreSQL (initdb, postgres) are neither on the PATH nor in /usr/lib/postgresql: nothing was tested against a server."
        : null;

    /// <summary>A server that is not started yet: what is put into its folder first it can read.</summary>
    /// <param name="settings">Further settings, as <c>name=value</c>.</param>
    public static PostgresServer NotStarted(params string[] settings) => new(Make, isDurable: false, settings);

    /// <summary>A copy that follows a server, and takes no writes until it is promoted.</summary>
    /// <param name="primary">The server, which runs.</param>
    /// <param name="name">The name by which the server knows it.</param>
    public static PostgresServer StandbyOf(PostgresServer primary, string name)
    {
        var standby = new PostgresServer(
            made => RunAsOther(
                Program("pg_basebackup"), "-D", made.Data, "-R", "-X", "stream", "-c", "fast", "--no-sync",
                "-d", $"host=127.0.0.1 port={primary.Port} user={User} password={Password} application_name={name}"),
            isDurable: true,
            []);
        standby.Start();
        return standby;
    }

    /// <summary>Says why some programs of PostgreSQL are not there; null when all of them are.</summary>
    /// <param name="programs">Their names.</param>
    public static string? WhyAreMissing(IEnumerable<string> programs) => WhyMissing
        ?? (programs.FirstOrDefault(program => FindProgram(program) is null) is { } missing ? $"The program {missing} of PostgreSQL is not there: what needs it was not tested." : null);

    public int Port { get; }

    public string Folder => _folder.FullName;

    private static bool IsRoot => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    /// <summary>The folder with the data and the settings.</summary>
    public string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>A connection string for a store of this server.</summary>
    /// <param name="schema">The schema of the store.</param>
    /// <param name="byTcp">Whether it goes over loopback and not over the socket.</param>
    public string ConnectionString(string schema, bool byTcp = false) => new NpgsqlConnectionStringBuilder
    {
        Host = byTcp ? "127.0.0.1" : Folder,
        Port = Port,
        Database = "postgres",
        Username = User,
        Password = Password,
        SearchPath = schema,
    }.ToString();

    /// <summary>A name for a schema that no other test uses.</summary>
    public static string NewSchema() => "t_" + Guid.NewGuid().ToString("n");

    public void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString("public") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public T Query<T>(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString("public") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return (T)command.ExecuteScalar()!;
    }

    public void Start()
    {
        // The shell waits for the end of its input, which comes when this process ends, and then ends the server.
        string settings = string.Join(' ', _settings.Select(setting => $"-c {setting}"));
        _process = Begin(
            "/bin/sh", "-c",
            $"""
            '{Program("postgres")}' -D '{Data}' -k '{Folder}' -c listen_addresses=127.0.0.1 -p {Port} {settings} >>'{Folder}/log' 2>&1 & server=$!
            cat >/dev/null; kill -INT $server 2>/dev/null; wait
            """);
        for (var waiting = Stopwatch.StartNew(); ;)
        {
            try
            {
                Execute("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (waiting.Elapsed < LongestStart)
            {
                Thread.Sleep(50);
            }
        }
    }

    /// <summary>Ends the server as a fall of power would.</summary>
    public void Kill()
    {
        // Its children too, also those that it makes meanwhile: they would go on without it, and a new server refuses to start beside them.
        int number = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        for (List<Process> family = [Process.GetProcessById(number)]; family.Count > 0; family = Family())
        {
            family.ForEach(Kill);
        }

        End();
        File.Delete(Path.Combine(Data, "postmaster.pid"));
    }

    /// <summary>Lets a copy become the one that takes writes.</summary>
    public void Promote() => RunAsOther(Program("pg_ctl"), "promote", "-D", Data, "-w", "-s");

    /// <summary>Hands the folder to the user that the server runs as.</summary>
    public void GiveAway()
    {
        if (IsRoot)
        {
            Run("chown", "-R", OtherUser, _folder.FullName);
        }
    }

    public void Dispose()
    {
        End();
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
        }
    }

    private static void Make(PostgresServer server)
    {
        string passwordFile = Path.Combine(server.Folder, "password");
        File.WriteAllText(passwordFile, Password);
        server.GiveAway();
        RunAsOther(Program("initdb"), "-D", server.Data, "-U", User, "-E", "UTF8", "--locale=C", "--auth=scram-sha-256", "--pwfile=" + passwordFile, "--no-sync");
    }

    private static PostgresServer UntilTheEnd(PostgresServer server)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    }

    private static void Kill(Process one)
    {
        try
        {
            one.Kill();
            one.WaitForExit(10_000);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    // All processes of a server have its data as their folder.
    private List<Process> Family() => [.. Process.GetProcessesByName("postgres").Where(one => FolderOf(one.Id) == Data)];

    private static string? FolderOf(int process)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/{process}/cwd", returnFinalTarget: false)?.FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended in the meantime.
            return null;
        }
    }

    private static string? FindPrograms()
    {
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

        // Root may not run a server, and gives up its rights for it.
        if (OperatingSystem.IsWindows() || (IsRoot && !path.Any(folder => File.Exists(Path.Combine(folder, "setpriv")))))
        {
            return null;
        }

        IEnumerable<string> places = path;
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            places = places.Concat(Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(folder => Path.Combine(folder, "bin")));
        }

        return places.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    // Of the server's own folder first, to which there may be links for some programs only.
    private static string? FindProgram(string name)
    {
        string server = Path.Combine(_programs!, "postgres");
        string real = Path.GetDirectoryName(File.ResolveLinkTarget(server, returnFinalTarget: true)?.FullName ?? server)!;
        return ((string[])[real, _programs!]).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static string Program(string name) => FindProgram(name) ?? throw new FileNotFoundException($"The program {name} of PostgreSQL is not there.");

    // Below the ports that a system gives to outgoing connections: while a server is down, no one else takes its port.
    private static int FreePort()
    {
        while (true)
        {
            int port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Another program uses it.
            }
        }
    }

    private static void RunAsOther(string program, params string[] arguments)
    {
        using Process process = Begin(program, arguments);
        process.StandardInput.Close();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
    }

    private static Process Begin(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(IsRoot ? "setpriv" : program) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        if (IsRoot)
        {
            foreach (string argument in (string[])["--reuid=" + OtherUser, "--regid=" + OtherUser, "--clear-groups", program])
            {
                start.ArgumentList.Add(argument);
            }
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private void End()
    {
        if (_process is { } process)
        {
            _process = null;
            process.StandardInput.Close();
            process.WaitForExit(20_000);
            process.Dispose();
        }
    }
}
